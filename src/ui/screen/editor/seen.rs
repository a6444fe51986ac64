//! What there is to see of a routine that is edited.

use super::{Draft, Editor, Focus, Hit, Over, Typing};
use crate::domain::desk::Kind;
use crate::domain::edit::Place;
use crate::domain::sheet::{Key, Stranger, Table};
use crate::domain::text::Clean;
use crate::ui::hits::Hits;
use crate::ui::list::Cursor;

impl Editor {
    /// The marked table.
    pub fn table(&self) -> Option<&Table> {
        self.draft.sheet().tables.get(self.row.marked())
    }

    /// Its place.
    pub(super) fn place(&self) -> Place {
        self.table().map_or(Place::Routine, |table| table.place.clone())
    }

    /// The keys of the marked table.
    pub fn keys(&self) -> &[Key] {
        self.table().map_or(&[], |table| self.forms.of(table))
    }

    /// The marked key.
    pub fn key(&self) -> Option<&Key> {
        self.keys().get(self.field.marked().checked_sub(self.strangers().len())?)
    }

    /// The keys of the marked table that the format does not have: they stand above its fields.
    pub fn strangers(&self) -> &[Stranger] {
        self.table().map_or(&[], |table| &table.strangers)
    }

    /// How many lines can be marked in its form.
    pub(super) fn lines(&self) -> usize {
        self.strangers().len() + self.keys().len()
    }

    /// The text with its past.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Which table is marked.
    pub const fn row(&self) -> Cursor {
        self.row
    }

    /// Which field is marked.
    pub const fn field(&self) -> Cursor {
        self.field
    }

    /// Where the keys go.
    pub const fn focus(&self) -> Focus {
        self.focus
    }

    /// The field being typed.
    pub const fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }

    /// What lies over the form.
    pub const fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// What is said until the next key.
    pub const fn remark(&self) -> Option<&Clean> {
        self.remark.as_ref()
    }

    /// Where the file lies, or will.
    pub const fn path(&self) -> &Clean {
        &self.path
    }

    /// What saving does.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// What was drawn where, for the mouse.
    pub const fn hits(&self) -> &Hits<Hit> {
        &self.hits
    }
}
