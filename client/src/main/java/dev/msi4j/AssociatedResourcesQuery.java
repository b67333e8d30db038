package dev.msi4j;

import org.jspecify.annotations.Nullable;

/**
 * The filter, order and paging of a list of associated resources. Immutable.
 *
 * <p>Source: swagger of Microsoft.ManagedIdentity 2022-01-31-preview, {@code
 * UserAssignedIdentities_ListAssociatedResources}.
 */
public final class AssociatedResourcesQuery {
  /** A query for all resources, in the default order of Azure. */
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

  /** {@return a builder of a query; without any settings it selects all resources} */
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

    /**
     * Sets an OData filter.
     *
     * @param filter the expression, such as {@code contains(name, 'test')}
     * @return this builder
     */
    public Builder filter(String filter) {
      this.filter = filter;
      return this;
    }

    /**
     * Sets an OData order.
     *
     * @param orderby the expression, such as {@code name asc}
     * @return this builder
     */
    public Builder orderby(String orderby) {
      this.orderby = orderby;
      return this;
    }

    /**
     * Sets the page size.
     *
     * @param top the number of resources on a page; at least 1
     * @return this builder
     */
    public Builder top(int top) {
      this.top = top;
      return this;
    }

    /**
     * Sets the number of resources to skip.
     *
     * @param skip the number of resources; at least 0
     * @return this builder
     */
    public Builder skip(int skip) {
      this.skip = skip;
      return this;
    }

    /**
     * Sets the position to start at.
     *
     * @param skiptoken the token from an earlier response
     * @return this builder
     */
    public Builder skiptoken(String skiptoken) {
      this.skiptoken = skiptoken;
      return this;
    }

    /** {@return the query} */
    public AssociatedResourcesQuery build() {
      return new AssociatedResourcesQuery(this);
    }
  }
}
