//! How consoles misbehave.
