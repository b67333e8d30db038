package dev.msi4j;

import org.jspecify.annotations.Nullable;

/** Which associated resources to list, and in which order. Immutable. */
public final class AssociatedResourcesQuery {
  /** All of them, in Azure's order. */
  public static final AssociatedResourcesQuery ALL = builder().build();

  private final @Nullable String filter;
  private final @Nullable String orderby;
  private final @Nullable Integer top;
  private final @Nullable Integer skip;
  private final @Nullable String skiptoken;

  private AssociatedResourcesQuery(Builder from) {
    this.filter = from.filter;
    this.orderby = from.orderby;
    this.top = from.top;
    this.skip = from.skip;
    this.skiptoken = from.skiptoken;
  }

  /** Returns a builder of a query for all. */
  public static Builder builder() {
    return new Builder();
  }

  @Nullable String filter() {
    return filter;
  }

  @Nullable String orderby() {
    return orderby;
  }

  @Nullable Integer top() {
    return top;
  }

  @Nullable Integer skip() {
    return skip;
  }

  @Nullable String skiptoken() {
    return skiptoken;
  }

  /** Builds an {@link AssociatedResourcesQuery}. */
  public static final class Builder {
    private @Nullable String filter;
    private @Nullable String orderby;
    private @Nullable Integer top;
    private @Nullable Integer skip;
    private @Nullable String skiptoken;

    private Builder() {}

    /** Sets an OData filter, such as {@code contains(name, 'test')}. */
    public Builder filter(String filter) {
      this.filter = filter;
      return this;
    }

    /** Sets an OData order, such as {@code name asc}. */
    public Builder orderby(String orderby) {
      this.orderby = orderby;
      return this;
    }

    /** Sets the number of resources on a page; at least 1. */
    public Builder top(int top) {
      this.top = top;
      return this;
    }

    /** Sets how many resources to leave out at the beginning. */
    public Builder skip(int skip) {
      this.skip = skip;
      return this;
    }

    /** Sets where to go on, from an earlier answer. */
    public Builder skiptoken(String skiptoken) {
      this.skiptoken = skiptoken;
      return this;
    }

    /** Returns the query. */
    public AssociatedResourcesQuery build() {
      return new AssociatedResourcesQuery(this);
    }
  }
}
