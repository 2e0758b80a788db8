-- The ID token by which a session of an OpenID provider's user began: signing out names it to the provider.
-- Empty for all others.
ALTER TABLE desk_session ADD COLUMN id_token TEXT NOT NULL DEFAULT '';
