//! Checks of a medium: every defect named, with the rule broken.
