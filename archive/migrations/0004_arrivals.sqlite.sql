-- A file that is still to be removed stays when its instance arrives again: under the same key there
-- is a new file then.
CREATE INDEX removal_of ON removal (object_key);
DELETE FROM removal WHERE object_key IN (SELECT object_key FROM instance);
CREATE TRIGGER instance_arrived AFTER INSERT ON instance BEGIN
    DELETE FROM removal WHERE object_key = NEW.object_key;
END;
