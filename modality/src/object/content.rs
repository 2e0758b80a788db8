//! Content trees: what a structured report says (PS3.3 C.17.3).

use filmdesk_dataset::data_set::DataSet;
use filmdesk_dataset::tags;

use super::code::Code;
use super::table::{Filler, Items, Row, Value, seq};

/// Relationship Types (PS3.3 C.17.3.2.4).
const CONTAINS: &str = "CONTAINS";
const HAS_CONCEPT_MOD: &str = "HAS CONCEPT MOD";
const HAS_OBS_CONTEXT: &str = "HAS OBS CONTEXT";
const HAS_PROPERTIES: &str = "HAS PROPERTIES";

/// One content item.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// Relationship Type (0040,A010).
    relationship: &'static str,
    /// Concept Name; `None` where an image speaks for itself.
    name: Option<Code>,
    value: ContentValue,
    /// Whether it has the time at which it was observed.
    observed: bool,
    children: &'static [Content],
}

/// What an item says, by Value Type (0040,A040).
#[derive(Debug, Clone, Copy)]
enum ContentValue {
    Container,
    Text(&'static str),
    Code(Code),
    /// A number and its unit.
    Num(&'static str, Code),
    /// A UID of the study, by a name for it.
    Uidref(&'static str),
    /// Date and time of the study.
    Datetime,
    /// The first instance of this SOP class in the study.
    Image(&'static str),
}

/// The document title: the concept name of the root.
pub(crate) const fn title(name: Code) -> Row {
    seq(tags::CONCEPT_NAME_CODE_SEQUENCE).code(name)
}

/// What the root contains.
pub(crate) const fn content(tree: &'static [Content]) -> Row {
    seq(tags::CONTENT_SEQUENCE).of(Items::Content(tree))
}

/// The template that the root follows.
pub(crate) const fn template(number: &'static str) -> Row {
    seq(tags::CONTENT_TEMPLATE_SEQUENCE).of(Items::Template(number))
}

/// An image.
pub(crate) const fn image(sop_class: &'static str) -> Content {
    Content::new(None, ContentValue::Image(sop_class))
}

impl Code {
    /// A container of this name.
    pub(crate) const fn container(self, children: &'static [Content]) -> Content {
        Content::new(Some(self), ContentValue::Container).with(children)
    }

    /// A text of this name.
    pub(crate) const fn text(self, text: &'static str) -> Content {
        Content::new(Some(self), ContentValue::Text(text))
    }

    /// A code of this name.
    pub(crate) const fn code(self, value: Self) -> Content {
        Content::new(Some(self), ContentValue::Code(value))
    }

    /// A number of this name.
    pub(crate) const fn num(self, number: &'static str, unit: Self) -> Content {
        Content::new(Some(self), ContentValue::Num(number, unit))
    }

    /// A UID of this name.
    pub(crate) const fn uid(self, name: &'static str) -> Content {
        Content::new(Some(self), ContentValue::Uidref(name))
    }

    /// The time of the study by this name.
    pub(crate) const fn now(self) -> Content {
        Content::new(Some(self), ContentValue::Datetime)
    }
}

impl Content {
    const fn new(name: Option<Code>, value: ContentValue) -> Self {
        Self {
            relationship: CONTAINS,
            name,
            value,
            observed: false,
            children: &[],
        }
    }

    /// It modifies the concept above.
    pub(crate) const fn modifier(self) -> Self {
        self.related(HAS_CONCEPT_MOD)
    }

    /// It says who observed.
    pub(crate) const fn context(self) -> Self {
        self.related(HAS_OBS_CONTEXT)
    }

    /// It is a property of what is above.
    pub(crate) const fn property(self) -> Self {
        self.related(HAS_PROPERTIES)
    }

    const fn related(mut self, relationship: &'static str) -> Self {
        self.relationship = relationship;
        self
    }

    /// With the time at which it was observed.
    pub(crate) const fn observed(mut self) -> Self {
        self.observed = true;
        self
    }

    /// With items below it.
    pub(crate) const fn with(mut self, children: &'static [Self]) -> Self {
        self.children = children;
        self
    }

    /// As an item of a Content Sequence.
    pub(super) fn item(&self, filler: &Filler<'_>) -> DataSet {
        let mut item = DataSet::new();
        filler.text(&mut item, tags::RELATIONSHIP_TYPE, self.relationship);
        filler.text(&mut item, tags::VALUE_TYPE, self.value.value_type());
        if let Some(name) = &self.name {
            item.put_items(tags::CONCEPT_NAME_CODE_SEQUENCE, vec![filler.coded(name)]);
        }
        self.value.put(&mut item, filler);
        if self.observed {
            filler.value(&mut item, tags::OBSERVATION_DATE_TIME, &Value::Now);
        }
        if !self.children.is_empty() {
            let children = Value::Items(Items::Content(self.children));
            filler.value(&mut item, tags::CONTENT_SEQUENCE, &children);
        }
        item
    }
}

impl ContentValue {
    /// Value Type (0040,A040).
    const fn value_type(&self) -> &'static str {
        match self {
            Self::Container => "CONTAINER",
            Self::Text(_) => "TEXT",
            Self::Code(_) => "CODE",
            Self::Num(..) => "NUM",
            Self::Uidref(_) => "UIDREF",
            Self::Datetime => "DATETIME",
            Self::Image(_) => "IMAGE",
        }
    }

    fn put(&self, item: &mut DataSet, filler: &Filler<'_>) {
        let (tag, value) = match *self {
            Self::Container => (tags::CONTINUITY_OF_CONTENT, Value::Text("SEPARATE")),
            Self::Text(text) => (tags::TEXT_VALUE, Value::Text(text)),
            Self::Code(code) => (tags::CONCEPT_CODE_SEQUENCE, Value::Items(Items::Code(code))),
            Self::Num(number, unit) => return measured(item, number, unit, filler),
            Self::Uidref(name) => (tags::UID, Value::Uid(name)),
            Self::Datetime => (tags::DATE_TIME, Value::Now),
            Self::Image(class) => {
                let reference = Value::Items(Items::Reference(class));
                (tags::REFERENCED_SOP_SEQUENCE, reference)
            }
        };
        filler.value(item, tag, &value);
    }
}

fn measured(item: &mut DataSet, number: &str, unit: Code, filler: &Filler<'_>) {
    let mut value = DataSet::new();
    filler.text(&mut value, tags::NUMERIC_VALUE, number);
    let units = vec![filler.coded(&unit)];
    value.put_items(tags::MEASUREMENT_UNITS_CODE_SEQUENCE, units);
    item.put_items(tags::MEASURED_VALUE_SEQUENCE, vec![value]);
}

/// What says which template a content tree follows.
pub(super) fn template_item(number: &str, filler: &Filler<'_>) -> DataSet {
    let mut item = DataSet::new();
    filler.text(&mut item, tags::MAPPING_RESOURCE, "DCMR");
    filler.text(&mut item, tags::TEMPLATE_IDENTIFIER, number);
    item
}
