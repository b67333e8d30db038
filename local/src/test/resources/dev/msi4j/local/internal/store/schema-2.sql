-- The tables of a PostgreSQL database that Flyway 13.12 migrated to version 2.
create table flyway_schema_history (
  installed_rank integer not null constraint flyway_schema_history_pk primary key,
  version varchar(50),
  description varchar(200) not null,
  type varchar(20) not null,
  script varchar(1000) not null,
  checksum integer,
  installed_by varchar(100) not null,
  installed_on timestamp not null default now(),
  execution_time integer not null,
  success boolean not null
);
create index flyway_schema_history_s_idx on flyway_schema_history (success);
insert into flyway_schema_history values
  (1, '1', 'documents', 'SQL', 'V1__documents.sql', -36585076, 'postgres', now(), 23, true),
  (2, '2', 'byte order', 'SQL', 'V2__byte_order.sql', 230860799, 'postgres', now(), 49, true);
create table document (
  kind text collate "C" not null,
  name text collate "C" not null,
  body text not null,
  primary key (kind, name)
);
create index document_by_name on document (name);
create table writing (turn bigint not null);
insert into writing (turn) values (0);
insert into document (kind, name, body) values ('subscription', 'kept', '{}');
