-- A series counts its instances as they come: an instance is then entered with one statement.
CREATE FUNCTION count_instances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE series SET instances = series.instances + came.instances, bytes = series.bytes + came.bytes
    FROM (SELECT series, COUNT(*) AS instances, SUM(length) AS bytes FROM arrived GROUP BY series) AS came
    WHERE series.id = came.series;
    RETURN NULL;
END
$$;
CREATE TRIGGER instance_counted AFTER INSERT ON instance REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION count_instances();
