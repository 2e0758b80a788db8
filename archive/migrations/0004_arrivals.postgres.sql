-- A file that is still to be removed stays when its instance arrives again: under the same key there
-- is a new file then.
CREATE INDEX removal_of ON removal (object_key);
DELETE FROM removal WHERE object_key IN (SELECT object_key FROM instance);
CREATE FUNCTION forget_removals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM removal USING arrived WHERE removal.object_key = arrived.object_key;
    RETURN NULL;
END
$$;
CREATE TRIGGER instance_arrived AFTER INSERT ON instance REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION forget_removals();
