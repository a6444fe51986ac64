//! A routine as a form beside its unrolled timeline. The text of the file is the truth: every change is made to it, and the
//! form is read from it again.
//!
//! ```text
//!   key ─> change of the text ─> the desk ─> new text and sheet ─> shown       (one turn, one frame)
//! ```

use crate::domain::catalogue::{Entry, Totals};
use crate::domain::desk::{Ask, Found, Kind, Opened};
use crate::domain::edit::{Change, Place, StepPath};
use crate::domain::sheet::{Forms, Stranger};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
use crate::domain::words::capital;
use crate::ui::effect::{Effect, Turn};
use crate::ui::hits::Hits;
use crate::ui::keymap::{Action, Keymap, Scope};
use crate::ui::list::Cursor;

mod answers;
mod conflict;
mod draft;
mod fields;
mod over;
mod search;
mod seen;
mod steps;
mod typing;

pub use draft::{Draft, Unrolled};
pub use over::Over;
pub use search::Search;
pub use typing::Typing;

/// So long after a change the draft is kept: a crash costs no more.
const KEEP_AFTER: std::time::Duration = std::time::Duration::from_secs(1);

/// Where the keys go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// The list of steps.
    Steps,
    /// The fields of the marked one.
    Fields,
}

/// Something that can be pointed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// A table, by its row.
    Table(usize),
    /// A field of the marked table.
    Field(usize),
    /// A word that can be chosen, by its number.
    Word(usize),
}

/// What comes when a field is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Next {
    /// Nothing.
    Nothing,
    /// The field below or above it is typed.
    Field(Action),
    /// What saving changes is shown.
    Saving,
}

/// What a routine is, in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct InShort {
    steps: usize,
    totals: Totals,
}

impl InShort {
    /// What became of it.
    fn against(self, before: Self) -> String {
        let (was, is) = (before.totals.both, self.totals.both);
        let steps = |count: usize| if count == 1 { "1 step".to_owned() } else { format!("{count} steps") };
        if self.steps == before.steps {
            return format!("Taken in, not saved yet: {was} for both feet before, {is} now.");
        }
        let (had, has) = (steps(before.steps), steps(self.steps));
        format!("Taken in, not saved yet: {had}, {was}; now {has}, {is}.")
    }
}

/// What the desk is working on.
#[derive(Clone, Debug)]
enum Waiting {
    /// A keystroke in a field: no step of its own in what can be undone.
    Typed,
    /// A change; what is marked then, the field to be typed at once, and where the selection begins that stays.
    Did { mark: Place, typed: Option<&'static str>, anchor: Option<StepPath> },
    /// The field is done.
    Ended(Next),
    /// What the person's own editor left; what the routine was before, and what went wrong with the editor.
    Edited(Option<InShort>, Option<Clean>),
    /// A step back or forth, and what is marked then.
    Went(Place),
    /// What somebody else wrote, while nothing was unsaved here.
    Reread,
    /// The name that the routine has in a file of its own, which is made then.
    Named(Clean),
    /// Both sides' changes in one text, to be looked at before it is saved; and whether the person is leaving.
    Joined(bool),
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Editor {
    path: Clean,
    kind: Kind,
    forms: Forms,
    draft: Draft,
    /// Which table is marked.
    row: Cursor,
    /// Where a selection began, among the siblings of the marked step.
    anchor: Option<StepPath>,
    /// Which of its fields is marked.
    field: Cursor,
    focus: Focus,
    typing: Option<Typing>,
    over: Option<Over>,
    waiting: Option<Waiting>,
    /// When the draft is to be kept.
    keep_at: Option<Moment>,
    /// There is one on the disk.
    is_kept: bool,
    /// A key that holds steps: that they would go with it was said just now.
    warned: Option<Stranger>,
    /// Steps that were cut or copied here or in another routine.
    clip: Option<String>,
    /// The words that were found last.
    sought: String,
    /// What somebody else made of the file, as far as it was noticed.
    theirs: Found,
    /// It is to be shown in the place of this text.
    is_behind: bool,
    remark: Option<Clean>,
    /// What a rule can offer: each routine's id and its name.
    routines: Vec<(String, Clean)>,
    hits: Hits<Hit>,
    /// For what is said of keys.
    keys: Keymap,
}

impl Editor {
    /// A routine that was laid on the desk.
    pub fn new(opened: Opened, keys: Keymap) -> Self {
        let is_kept = opened.left.is_some();
        let over = opened.left.map(Over::Left);
        let mut editor = Self {
            draft: Draft::new(opened.text, opened.sheet, opened.kind),
            path: opened.path,
            kind: opened.kind,
            forms: opened.forms,
            row: Cursor::default(),
            anchor: None,
            field: Cursor::default(),
            focus: Focus::Steps,
            typing: None,
            over,
            waiting: None,
            keep_at: None,
            is_kept,
            warned: None,
            clip: None,
            sought: String::new(),
            theirs: Found::AsItWas,
            is_behind: false,
            remark: None,
            routines: Vec::new(),
            hits: Hits::default(),
            keys,
        };
        editor.mark_mistake();
        editor
    }

    /// Marks the first mistake, if there is one: its step and its field.
    fn mark_mistake(&mut self) {
        let Some(problem) = self.draft.sheet().problems.first().cloned() else { return };
        let Some(row) = self.draft.sheet().position(&problem.place) else { return };
        self.row.mark(row);
        let of_key = || self.keys().iter().position(|key| Some(key.name) == problem.key);
        let field = if problem.is_strange { Some(0) } else { of_key().map(|at| self.strangers().len() + at) };
        if let Some(field) = field {
            self.field.mark(field);
            self.focus = Focus::Fields;
        }
    }

    /// In the person's own editor, where the first mistake is if there is one.
    fn edit_outside(&self) -> Turn {
        let line = self.draft.sheet().problems.first().map(|problem| problem.line);
        Turn::draw().with(Effect::EditOutside { text: self.draft.text().to_owned(), line })
    }

    /// The same among these routines, which a rule can offer.
    #[must_use]
    pub fn among<'e>(self, entries: impl Iterator<Item = &'e Entry>) -> Self {
        let fit = entries.filter(|entry| entry.state.is_ok());
        let routines = fit.filter_map(|entry| Some((entry.id.as_ref()?.to_string(), entry.title()))).collect();
        Self { routines, ..self }
    }

    /// The same with what was cut or copied before.
    #[must_use]
    pub fn holding(self, clip: Option<String>) -> Self {
        Self { clip, ..self }
    }

    /// Where its keys are in the table.
    pub fn scope(&self) -> Scope {
        match (&self.over, &self.typing, self.focus) {
            (Some(over), ..) => over.scope(),
            (None, Some(typing), _) if typing.is_choosing() => Scope::EditWord,
            (None, Some(_), _) => Scope::EditType,
            (None, None, _) if self.draft.sheet().tables.is_empty() => Scope::EditBroken,
            (None, None, Focus::Steps) => Scope::EditSteps,
            (None, None, Focus::Fields) => Scope::EditFields,
        }
    }

    /// When the draft is to be kept.
    pub const fn next_wake(&self) -> Option<Moment> {
        self.keep_at
    }

    /// The moment has come.
    pub fn tick(&mut self, now: Now) -> Turn {
        match self.keep_at.take_if(|at| *at <= now.moment) {
            Some(_) => self.keep_draft(now),
            None => Turn::nothing(),
        }
    }

    /// Keeps the draft aside, if there is anything that is not saved; forgets it if all of that was undone.
    pub fn keep_draft(&mut self, now: Now) -> Turn {
        self.keep_at = None;
        // One that is still offered stays what it is.
        if matches!(self.over, Some(Over::Left(_))) {
            return Turn::nothing();
        }
        if !self.draft.holds_work() {
            let was_kept = std::mem::take(&mut self.is_kept);
            return if was_kept { Turn::nothing().with(Effect::Desk(Ask::DropDraft)) } else { Turn::nothing() };
        }
        self.is_kept = true;
        Turn::nothing().with(Effect::Desk(Ask::KeepDraft(self.draft.text().to_owned(), now.wall)))
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let turn = self.act(action, now);
        self.catch_up(turn)
    }

    fn act(&mut self, action: Action, now: Now) -> Turn {
        self.remark = None;
        if self.over.is_some() {
            return self.update_over(action, now);
        }
        if self.typing.is_some() {
            return self.update_typing(action);
        }
        match action {
            Action::Undo => self.go_back(true),
            Action::Redo => self.go_back(false),
            Action::Save => self.review(false),
            Action::Outside => self.edit_outside(),
            Action::Filter => self.begin_search(),
            Action::Try => self.try_step(),
            action => match self.focus {
                Focus::Steps => self.update_steps(action, now),
                Focus::Fields => self.update_fields(action),
            },
        }
    }

    /// Makes changes to the text as it is; what is marked then, and the field that is typed at once.
    fn change(&mut self, changes: Vec<Change>, mark: Place, typed: Option<&'static str>) -> Turn {
        let text = self.draft.text().to_owned();
        self.ask(Waiting::Did { mark, typed, anchor: None }, text, changes)
    }

    /// What is being changed stays selected.
    fn keep_selected(&mut self, begin: Option<StepPath>) {
        if let Some(Waiting::Did { anchor, .. }) = &mut self.waiting {
            *anchor = begin;
        }
    }

    fn ask(&mut self, waiting: Waiting, text: String, changes: Vec<Change>) -> Turn {
        self.waiting = Some(waiting);
        Turn::draw().with(Effect::Desk(Ask::Change(text, changes)))
    }

    fn go_back(&mut self, back: bool) -> Turn {
        let place = self.place();
        let went = if back { self.draft.back(place) } else { self.draft.forth(place) };
        match went {
            Some((text, mark)) => self.ask(Waiting::Went(mark), text, Vec::new()),
            None => self.say(if back { "There is nothing to undo." } else { "There is nothing to do again." }),
        }
    }

    /// Marks a table.
    fn mark(&mut self, place: &Place) {
        self.anchor = None;
        if let Some(at) = self.draft.sheet().position(place) {
            if at != self.row.marked() {
                self.field.mark(0);
            }
            self.row.mark(at);
        }
        self.keep_marks_inside();
    }

    fn keep_marks_inside(&mut self) {
        self.row.mark(self.row.marked().min(self.draft.sheet().tables.len().saturating_sub(1)));
        self.field.mark(self.field.marked().min(self.lines().saturating_sub(1)));
    }

    /// Says something until the next key.
    fn say(&mut self, what: &str) -> Turn {
        self.remark = Some(Clean::visible(what));
        Turn::draw()
    }

    /// The key of an action, as a sentence names it.
    fn key_of(&self, action: Action) -> String {
        self.keys.name(self.scope(), action)
    }
}

/// What went wrong, as a sentence.
fn sentence(why: &Clean) -> String {
    let end = if why.ends_with(['.', '?']) { "" } else { "." };
    format!("{}{end}", capital(why))
}
