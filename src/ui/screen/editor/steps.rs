//! The list of steps: marked, moved, cut, copied, pasted, grouped, and tried.

use ratatui::layout::Position;

use super::{Editor, Focus, Hit, Next};
use crate::domain::desk::Ask;
use crate::domain::edit::{Change, Place, StepPath, Value};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::Action;

/// What a step says that is new: it is there to be changed.
const NEW_STEP: [(&str, &str); 2] = [("name", "New step"), ("time", "1m")];

/// What a group is called until it has a name.
const NEW_SET: &str = "New set";

/// How often a group is done until somebody says.
const NEW_ROUNDS: u32 = 2;

/// What a step that is tried is kept as in the history.
const TRIED: &str = "trying-a-step";

impl Editor {
    pub(super) fn update_steps(&mut self, action: Action, now: Now) -> Turn {
        let count = self.draft.sheet().tables.len();
        let before = self.row.marked();
        if self.row.act(action, count) {
            if self.row.marked() != before {
                self.field.mark(0);
            }
            return Turn::draw();
        }
        match action {
            Action::Back if self.anchor.take().is_some() => Turn::draw(),
            Action::Back => self.leave(now),
            Action::Open => {
                self.focus = Focus::Fields;
                Turn::draw()
            }
            Action::Add => self.add(),
            Action::Paste => match self.clip.clone() {
                Some(steps) => self.put_in(steps),
                None => self.say("There is nothing to paste: x cuts a step, c copies one."),
            },
            Action::MarkStep if self.anchor.take().is_some() => self.say("Only the marked step is meant again."),
            Action::MarkStep => {
                self.anchor = self.step();
                let (up, down) = (self.key_of(Action::Up), self.key_of(Action::Down));
                self.say(&format!("Selected from here: {up} and {down} take in more, Esc lets go of them."))
            }
            Action::Delete
            | Action::Cut
            | Action::Copy
            | Action::Duplicate
            | Action::MoveUp
            | Action::MoveDown
            | Action::Group
                if self.step().is_none() =>
            {
                self.say("Mark a step for that.")
            }
            Action::Delete => self.remove(),
            Action::Cut | Action::Copy => self.clip(action == Action::Cut),
            Action::Duplicate => self.duplicate(),
            Action::MoveUp => self.shift(true),
            Action::MoveDown => self.shift(false),
            Action::Group => self.group(),
            Action::Ungroup => self.ungroup(),
            _ => Turn::nothing(),
        }
    }

    /// The marked step.
    pub(super) fn step(&self) -> Option<StepPath> {
        self.table().and_then(|table| table.step()).cloned()
    }

    /// The steps that are selected: the first of them, and how many lie below each other. The marked one, if no more are.
    /// Where a set ends between the two, the whole of it is meant.
    pub fn selected(&self) -> Option<(StepPath, usize)> {
        let mut end = self.step()?;
        let Some(mut begin) = self.anchor.clone() else { return Some((end, 1)) };
        while begin.set() != end.set() {
            let is_deeper = end.depth() >= begin.depth();
            let (deeper, other) = if is_deeper { (&mut end, &mut begin) } else { (&mut begin, &mut end) };
            if deeper.depth() == other.depth() {
                *other = other.set()?;
            }
            *deeper = deeper.set()?;
        }
        let (from, to) = (begin.at().min(end.at()), begin.at().max(end.at()));
        Some((begin.beside(from), to - from + 1))
    }

    /// The place below the marked step; above all, where none is marked.
    fn below(&self) -> StepPath {
        self.selected().map_or_else(|| StepPath::top(0), |(first, count)| first.beside(first.at() + count))
    }

    fn add(&mut self) -> Turn {
        let at = self.below();
        let keys = NEW_STEP.map(|(key, value)| (key, Value::Text(value.to_owned()))).to_vec();
        self.change(vec![Change::Add { at: at.clone(), keys }], Place::Step(at), Some("name"))
    }

    fn put_in(&mut self, text: String) -> Turn {
        let at = self.below();
        self.change(vec![Change::Insert { at: at.clone(), text }], Place::Step(at), None)
    }

    fn remove(&mut self) -> Turn {
        let Some((first, count)) = self.selected() else { return Turn::nothing() };
        let turn = self.change(removals(&first, count), self.after_removal(&first, count), None);
        let (undo, what) = (self.key_of(Action::Undo), if count == 1 { "it" } else { "them" });
        self.say(&format!("Deleted. {undo} brings {what} back."));
        turn
    }

    /// What is marked when steps are gone: the one that moves up, or the one above, or what they lay in.
    fn after_removal(&self, first: &StepPath, count: usize) -> Place {
        let is_last = first.at() + count >= self.draft.sheet().siblings(first);
        match first.at().checked_sub(1) {
            _ if !is_last => Place::Step(first.clone()),
            Some(above) => Place::Step(first.beside(above)),
            None => first.set().map_or(Place::Routine, Place::Step),
        }
    }

    fn clip(&mut self, cut: bool) -> Turn {
        let Some((first, count)) = self.selected() else { return Turn::nothing() };
        let paths = (0..count).map(|n| first.beside(first.at() + n)).collect();
        let copy = Effect::Desk(Ask::Copy(self.draft.text().to_owned(), paths));
        self.anchor = None;
        let steps = if count == 1 { "One step".to_owned() } else { format!("{count} steps") };
        let (paste, them) = (self.key_of(Action::Paste), if count == 1 { "it" } else { "them" });
        if !cut {
            return self.say(&format!("{steps} copied. {paste} puts a copy in, also in another routine.")).with(copy);
        }
        let mut turn = self.change(removals(&first, count), self.after_removal(&first, count), None);
        self.say(&format!("{steps} cut. {paste} puts {them} back in, also in another routine."));
        turn.effects.insert(0, copy);
        turn
    }

    /// All of the selected steps again below them, in their order.
    fn duplicate(&mut self) -> Turn {
        let Some((first, count)) = self.selected() else { return Turn::nothing() };
        let at = |n: usize| first.beside(first.at() + n);
        let copies = (0..count).flat_map(|n| {
            let placed = (count > 1).then(|| Change::Move { from: at(n + 1), to: at(count + n) });
            std::iter::once(Change::Duplicate(at(n))).chain(placed)
        });
        self.change(copies.collect(), Place::Step(at(count)), None)
    }

    /// Moves the selected steps by one place; the first and the last of a set move out of it.
    fn shift(&mut self, up: bool) -> Turn {
        let Some((first, count)) = self.selected() else { return Turn::nothing() };
        let siblings = self.draft.sheet().siblings(&first);
        if if up { first.at() == 0 } else { first.at() + count >= siblings } {
            return self.shift_out(&first, (count, siblings), up);
        }
        let by_one = |path: &StepPath| path.beside(if up { path.at() - 1 } else { path.at() + 1 });
        if count == 1 {
            let to = by_one(&first);
            return self.change(vec![Change::Move { from: first, to: to.clone() }], Place::Step(to), None);
        }
        // Their neighbour goes round them.
        let last = first.beside(first.at() + count - 1);
        let (from, to) = if up { (by_one(&first), last.clone()) } else { (by_one(&last), first.clone()) };
        let anchor = self.anchor.as_ref().map(by_one);
        let other = if self.anchor.as_ref() == Some(&first) { by_one(&last) } else { by_one(&first) };
        let turn = self.change(vec![Change::Move { from, to }], Place::Step(other), None);
        self.keep_selected(anchor);
        turn
    }

    /// Out of the set, above or below it.
    fn shift_out(&mut self, first: &StepPath, (count, siblings): (usize, usize), up: bool) -> Turn {
        let Some(set) = first.set() else {
            return self.say(if up { "That is the first already." } else { "That is the last already." });
        };
        if count > 1 {
            return self.say("One step at a time moves out of a set.");
        }
        if siblings == 1 {
            let ungroup = self.key_of(Action::Ungroup);
            return self
                .say(&format!("A set holds a step at least: {ungroup} takes the set away and leaves its step."));
        }
        let to = if up { set } else { set.beside(set.at() + 1) };
        self.change(vec![Change::Move { from: first.clone(), to: to.clone() }], Place::Step(to), None)
    }

    fn group(&mut self) -> Turn {
        let Some((first, count)) = self.selected() else { return Turn::nothing() };
        let group = Change::Group { first: first.clone(), count, name: NEW_SET.to_owned(), rounds: NEW_ROUNDS };
        self.change(vec![group], Place::Step(first), Some("name"))
    }

    fn ungroup(&mut self) -> Turn {
        let Some(table) = self.table() else { return Turn::nothing() };
        let Some(path) = table.step().filter(|_| table.is_set).cloned() else {
            return self.say("This is no set: g makes one of the steps that are marked.");
        };
        self.change(vec![Change::Ungroup(path.clone())], Place::Step(path), None)
    }

    /// A session of the marked step alone.
    pub(super) fn try_step(&mut self) -> Turn {
        let Some(path) = self.step() else { return self.say("Mark a step to try it.") };
        let (Some(step), Some(routine)) = (self.draft.sheet().step(&path), &self.draft.sheet().routine) else {
            return self.say("This can be tried once nothing is wrong.");
        };
        let Ok(id) = RoutineId::new(TRIED) else { return Turn::nothing() };
        let name = Clean::visible(&format!("Trying: {}", step.name));
        let steps = vec![step.clone()];
        Turn::go(Go::Try(Box::new(Routine { id, name, goal: None, steps, ..(**routine).clone() })))
    }

    /// The mouse was pressed at a cell.
    pub fn point(&mut self, cell: Position) -> Turn {
        self.remark = None;
        if self.over.is_some() {
            return Turn::nothing();
        }
        match (self.hits.at(cell), &mut self.typing) {
            (Some(Hit::Word(number)), Some(typing)) => {
                if let Some(word) = typing.choices().0.get(number).map(|word| (*word).to_owned()) {
                    typing.put(&word);
                }
                self.end_typing(Next::Nothing)
            }
            (_, Some(_)) => self.end_typing(Next::Nothing),
            (Some(Hit::Table(row)), None) => {
                self.row.mark(row);
                self.field.mark(0);
                self.focus = Focus::Steps;
                Turn::draw()
            }
            (Some(Hit::Field(field)), None) => {
                let again = self.focus == Focus::Fields && self.field.marked() == field;
                self.field.mark(field);
                self.focus = Focus::Fields;
                if again { self.update_fields(Action::Open) } else { Turn::draw() }
            }
            (Some(Hit::Word(_)) | None, None) => Turn::nothing(),
        }
    }
}

fn removals(first: &StepPath, count: usize) -> Vec<Change> {
    (0..count).map(|_| Change::Remove(first.clone())).collect()
}
