//! Durable state: the film spool and its job queue.
