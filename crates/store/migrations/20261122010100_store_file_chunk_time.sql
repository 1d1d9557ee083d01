-- Chunks of an upload that broke off have no file; this tells when they may be swept. Wall time.
alter table file_chunk add column stored_at timestamptz not null;
