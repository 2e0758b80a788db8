//! Print Management (PS3.4 Annex H): sessions, films, rendering.
