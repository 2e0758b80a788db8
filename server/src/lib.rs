//! The Filmdesk server.
