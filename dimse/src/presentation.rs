//! Presentation contexts and roles: what a requestor proposes, what we offer, what is agreed
//! (PS3.8 7.1.1.13, PS3.7 D.3.3.4).

use std::fmt;

use crate::uid::Uid;

/// Most presentation contexts of an association: the odd numbers 1 to 255 (PS3.8 9.3.2.2).
pub const MAX_CONTEXTS: usize = 128;

/// A presentation context ID: an odd number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextId(u8);

impl ContextId {
    /// `None` for an even number.
    pub const fn new(id: u8) -> Option<Self> {
        if id % 2 == 1 { Some(Self(id)) } else { None }
    }

    /// The ID of the context at `index` (0 to 127) in a list of proposals.
    pub fn nth(index: usize) -> Option<Self> {
        let index = u8::try_from(index).ok().filter(|index| *index < 128)?;
        Some(Self(index * 2 + 1))
    }

    /// The number on the wire.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for ContextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for ContextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The roles that the association's requestor has for one SOP class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Roles {
    /// The requestor may invoke operations (the default when nothing is negotiated).
    pub scu: bool,
    /// The requestor performs operations that the acceptor invokes.
    pub scp: bool,
}

impl Roles {
    /// The default of PS3.7 D.3.3.4: the requestor is SCU, the acceptor is SCP.
    pub const SCU: Roles = Roles {
        scu: true,
        scp: false,
    };
    /// The requestor is SCP only (storage commitment results, C-GET).
    pub const SCP: Roles = Roles {
        scu: false,
        scp: true,
    };
    /// Both.
    pub const BOTH: Roles = Roles {
        scu: true,
        scp: true,
    };

    pub(crate) fn intersection(self, other: Roles) -> Roles {
        Roles {
            scu: self.scu && other.scu,
            scp: self.scp && other.scp,
        }
    }
}

/// One abstract syntax that we accept, and how. A table of these feeds negotiation,
/// dispatch and the conformance statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// SOP class or Meta SOP class.
    pub abstract_syntax: &'static str,
    /// Transfer syntaxes in the order in which we prefer them.
    pub transfer_syntaxes: &'static [&'static str],
    /// Roles that the requestor may have when it proposes them.
    pub roles: Roles,
}

/// On which terms an abstract syntax is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms<'a> {
    /// Transfer syntaxes, in the order in which we prefer them.
    pub transfer_syntaxes: &'a [&'static str],
    /// Whose order decides.
    pub choice: Choice,
    /// Roles that the requestor may have when it proposes them.
    pub roles: Roles,
}

/// Which of the transfer syntaxes that both sides know is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// The first of ours.
    #[default]
    Ours,
    /// The first that the requestor names, since it knows how its data are; only where that is
    /// one of `native`, the first of these that it names anywhere.
    Theirs {
        /// Transfer syntaxes that differ in encoding only, the preferred one first.
        native: &'static [&'static str],
    },
}

/// What is accepted, by abstract syntax: a table of [`Offer`]s, or something larger.
pub trait Offers: fmt::Debug {
    /// The terms for an abstract syntax; `None` when it is not accepted.
    fn terms(&self, abstract_syntax: &str) -> Option<Terms<'_>>;
}

impl<T: AsRef<[Offer]> + fmt::Debug> Offers for T {
    fn terms(&self, abstract_syntax: &str) -> Option<Terms<'_>> {
        let mut offers = self.as_ref().iter();
        let found = offers.find(|offer| offer.abstract_syntax == abstract_syntax)?;
        Some(Terms {
            transfer_syntaxes: found.transfer_syntaxes,
            choice: Choice::Ours,
            roles: found.roles,
        })
    }
}

/// A presentation context as the requestor proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedContext {
    /// Its number.
    pub id: ContextId,
    /// SOP class, trimmed; not judged, since an unknown one is simply refused.
    pub abstract_syntax: String,
    /// Transfer syntaxes, trimmed, in the requestor's order.
    pub transfer_syntaxes: Vec<String>,
}

/// A proposal of roles for one SOP class (sub-item 54H).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSelection {
    /// SOP class, trimmed.
    pub sop_class: String,
    /// Roles of the requestor, proposed or granted.
    pub roles: Roles,
}

/// Result/Reason of one context in the A-ASSOCIATE-AC (PS3.8 9.3.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ContextResult {
    Acceptance,
    UserRejection,
    NoReason,
    AbstractSyntaxNotSupported,
    TransferSyntaxesNotSupported,
}

/// The answer to one proposed context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextAnswer {
    /// Its number.
    pub id: ContextId,
    /// Accepted or why not.
    pub result: ContextResult,
    /// The chosen transfer syntax; of a refused context the first one proposed, without meaning.
    pub transfer_syntax: String,
}

/// A context that both sides agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedContext {
    /// Its number.
    pub id: ContextId,
    /// SOP class or Meta SOP class.
    pub abstract_syntax: Uid,
    /// The one transfer syntax of its data sets.
    pub transfer_syntax: Uid,
    /// Roles of the association's requestor.
    pub roles: Roles,
}

/// What negotiation found: an answer per proposal, in the order of the proposals, the
/// roles granted, and the contexts that hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Negotiated {
    /// One answer per proposed context.
    pub answers: Vec<ContextAnswer>,
    /// One item per SOP class that had roles proposed and has an accepted context.
    pub roles: Vec<RoleSelection>,
    /// The accepted contexts.
    pub contexts: Vec<AcceptedContext>,
}

/// Compares proposals with what we accept: per abstract syntax, the transfer syntax that
/// [`Choice`] says.
pub fn negotiate(
    proposed: &[ProposedContext],
    roles: &[RoleSelection],
    offers: &dyn Offers,
) -> Negotiated {
    let mut negotiated = Negotiated::default();
    for context in proposed {
        let terms = offers.terms(&context.abstract_syntax);
        let granted = terms.and_then(|terms| granted_roles(context, roles, &terms));
        let accepted = terms.and_then(|terms| accept(context, &terms, granted));
        negotiated
            .answers
            .push(answer(context, terms.is_some(), accepted.as_ref()));
        if let Some(accepted) = accepted {
            negotiated.add_roles(&accepted, granted);
            negotiated.contexts.push(accepted);
        }
    }
    negotiated
}

/// `None` when no roles were proposed: then the default holds and no item is sent.
fn granted_roles(
    context: &ProposedContext,
    roles: &[RoleSelection],
    terms: &Terms<'_>,
) -> Option<Roles> {
    let proposed = roles
        .iter()
        .find(|item| item.sop_class == context.abstract_syntax)?;
    Some(proposed.roles.intersection(terms.roles))
}

fn accept(
    context: &ProposedContext,
    terms: &Terms<'_>,
    granted: Option<Roles>,
) -> Option<AcceptedContext> {
    let transfer_syntax = terms.choose(&context.transfer_syntaxes)?;
    Some(AcceptedContext {
        id: context.id,
        abstract_syntax: Uid::parse(&context.abstract_syntax).ok()?,
        transfer_syntax: Uid::parse(transfer_syntax).ok()?,
        roles: granted.unwrap_or(Roles::SCU),
    })
}

impl Terms<'_> {
    /// The transfer syntax to take of those proposed.
    fn choose(&self, proposed: &[String]) -> Option<&'static str> {
        let is_proposed = |ours: &&&'static str| proposed.iter().any(|theirs| theirs == **ours);
        let ours = || self.transfer_syntaxes.iter().find(is_proposed).copied();
        let Choice::Theirs { native } = self.choice else {
            return ours();
        };
        let known = |theirs: &String| self.transfer_syntaxes.iter().find(|ours| theirs == **ours);
        let first = proposed.iter().find_map(known).copied()?;
        if native.contains(&first) {
            return native.iter().find(is_proposed).copied();
        }
        Some(first)
    }
}

fn answer(
    context: &ProposedContext,
    is_offered: bool,
    accepted: Option<&AcceptedContext>,
) -> ContextAnswer {
    let (result, transfer_syntax) = match (is_offered, accepted) {
        (_, Some(accepted)) => (
            ContextResult::Acceptance,
            accepted.transfer_syntax.to_string(),
        ),
        (true, None) => (
            ContextResult::TransferSyntaxesNotSupported,
            first_syntax(context),
        ),
        (false, None) => (
            ContextResult::AbstractSyntaxNotSupported,
            first_syntax(context),
        ),
    };
    ContextAnswer {
        id: context.id,
        result,
        transfer_syntax,
    }
}

/// Some requestors parse the transfer syntax of refused contexts too: give them a UID they sent.
fn first_syntax(context: &ProposedContext) -> String {
    let valid = context
        .transfer_syntaxes
        .first()
        .filter(|uid| Uid::parse(uid).is_ok());
    valid
        .cloned()
        .unwrap_or_else(|| crate::service::IMPLICIT_VR_LITTLE_ENDIAN.to_owned())
}

impl Negotiated {
    fn add_roles(&mut self, accepted: &AcceptedContext, granted: Option<Roles>) {
        let Some(roles) = granted else { return };
        let sop_class = accepted.abstract_syntax.to_string();
        if self.roles.iter().all(|item| item.sop_class != sop_class) {
            self.roles.push(RoleSelection { sop_class, roles });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NATIVE: &[&str] = &["1.2.1", "1.2"];

    fn chosen(choice: Choice, proposed: &[&str]) -> Option<&'static str> {
        let terms = Terms {
            transfer_syntaxes: &["1.2.1", "1.2", "1.2.4.50", "1.2.4.70"],
            choice,
            roles: Roles::SCU,
        };
        let proposed: Vec<String> = proposed.iter().map(ToString::to_string).collect();
        terms.choose(&proposed)
    }

    #[test]
    fn the_requestors_first_syntax_is_taken_as_it_comes_but_native_ones_by_our_order() {
        let theirs = Choice::Theirs { native: NATIVE };
        for (proposed, taken) in [
            (&["1.2.4.70", "1.2"][..], Some("1.2.4.70")),
            (&["9.9", "1.2.4.50", "1.2.1"], Some("1.2.4.50")),
            (&["1.2", "1.2.4.50", "1.2.1"], Some("1.2.1")),
            (&["1.2", "1.2.4.50"], Some("1.2")),
            (&["9.9"], None),
            (&[], None),
        ] {
            assert_eq!(chosen(theirs, proposed), taken, "{proposed:?}");
        }
        assert_eq!(chosen(Choice::Ours, &["1.2.4.70", "1.2"]), Some("1.2"));
    }
}
