-- Names are compared byte for byte, whatever language the database speaks.
alter table document rename to document_before;

create table document (
  kind text ${bytewise} not null,
  name text ${bytewise} not null,
  body text not null,
  primary key (kind, name)
);

insert into document (kind, name, body) select kind, name, body from document_before;

drop table document_before;

create index document_by_name on document (name);
