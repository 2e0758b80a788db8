//! Modules and functional groups (PS3.3 Annex C) that objects of several kinds have, as tables.

pub(super) mod functional_group;
pub(super) mod general;
pub(super) mod pixel;
