-- The planner knows nothing of tables that just grew from nothing: then every index that begins with the consortium looks
-- as if it led to one row, and a search reads them all. Autovacuum would say so within a minute; a first start, or an
-- import, is read before that. Runs as the owner of the tables, since only the owner may ANALYZE before PostgreSQL 17.
CREATE FUNCTION record.keep_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM pg_class WHERE oid = 'record.token'::regclass AND pg_relation_size(oid) / 8192 > 3 * relpages + 20;
  IF NOT FOUND THEN RETURN; END IF; -- analysed since it was a third as large
  BEGIN
    LOCK TABLE record.resource, record.token, record.reference, record.date, record.string, record.history IN SHARE UPDATE EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN RETURN; -- somebody is at it
  END;
  ANALYZE record.resource, record.token, record.reference, record.date, record.string, record.history;
END $$;
