-- Every piece of state is a document: what it is, its name among its kind, and its body as JSON.
create table document (
  kind text not null,
  name text not null,
  body text not null,
  primary key (kind, name)
);

create index document_by_name on document (name);

-- One row that every writing transaction touches first, which serialises writers.
create table writing (turn bigint not null);

insert into writing (turn) values (0);
