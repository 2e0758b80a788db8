-- Users whom an OpenID provider knows: its issuer, and the subject by which it names them, which stays when
-- their name changes. Both are empty for users with a password here.
ALTER TABLE desk_user ADD COLUMN issuer TEXT NOT NULL DEFAULT '';
ALTER TABLE desk_user ADD COLUMN subject TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX desk_user_of_provider ON desk_user (issuer, subject) WHERE issuer <> '';
