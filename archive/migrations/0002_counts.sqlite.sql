-- A series counts its instances as they come: an instance is then entered with one statement.
CREATE TRIGGER instance_counted AFTER INSERT ON instance BEGIN
    UPDATE series SET instances = instances + 1, bytes = bytes + NEW.length WHERE id = NEW.series;
END;
