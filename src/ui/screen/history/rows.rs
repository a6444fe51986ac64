//! The rows of the history while things are said here: put in, corrected, taken out and brought back.

use std::collections::HashSet;

use super::{History, Open};
use crate::domain::history::{Gather, Row, RowKind, put_among};
use crate::domain::record::{Fact, FactId, What};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Opened, Turn};

/// What was deleted, to be brought back.
#[derive(Clone, Debug)]
pub(super) struct Deleted {
    row: Row,
    /// Where it stood among all rows.
    place: usize,
    /// The facts as they were taken back.
    facts: Vec<Fact>,
    /// What they said before.
    said: Vec<What>,
}

impl Deleted {
    /// Whether any of it is among these.
    pub(super) fn is_about(&self, facts: &HashSet<FactId>) -> bool {
        self.facts.iter().any(|fact| facts.contains(&fact.id))
    }
}

/// A history as it was read.
#[derive(Debug)]
pub struct Read {
    pub(super) rows: Vec<Row>,
    pub(super) trouble: Option<Clean>,
}

impl History {
    /// What was read, for the next time; nothing where anything was said here since: then it is read again.
    pub fn read(&mut self) -> Option<Read> {
        let rows = self.rows.take().filter(|_| !self.changed)?;
        Some(Read { rows, trouble: self.trouble.take() })
    }

    /// Puts what was said meanwhile into the list; the mark stays on its row, or goes to what was said for the first time.
    pub(super) fn look_again(&mut self, now: Now) -> Turn {
        let is_known = |id: &FactId| self.rows().iter().any(|row| row.id == *id);
        let fresh = self.news.iter().rev().find(|(id, row)| row.is_some() && !is_known(id)).map(|(id, _)| *id);
        let marked = fresh.or_else(|| self.marked().map(|row| row.id));
        for (id, row) in std::mem::take(&mut self.news) {
            self.put(id, row);
        }
        self.look(now);
        if let Some(id) = marked {
            self.mark(id);
        }
        Turn::draw()
    }

    /// Whether the rating in that place of the list was given again for the same day: of several the last one counts, of
    /// those of which a time was said where there are any.
    pub fn is_rated_again(&self, place: usize, now: Now) -> bool {
        let Some((row, at)) = self.row(place).zip(self.place_of(place)) else { return false };
        let is_of_its_day = |other: &&Row| now.day_of(other.at) == now.day_of(row.at);
        let is_timed = |row: &Row| !row.has_made_up_time(now.dawn);
        let mut newer = self.rows().get(..at).unwrap_or_default().iter().rev().take_while(is_of_its_day);
        let older = self.rows().get(at + 1..).unwrap_or_default().iter().take_while(is_of_its_day);
        let mut timed = older.filter(|other| !is_timed(row) && is_timed(other));
        newer.any(|other| row.is_rated_anew_by(other) && is_timed(other) >= is_timed(row))
            || timed.any(|other| row.is_rated_anew_by(other))
    }

    /// A row in the place of what it said before, or where it belongs by its time; away where nothing is left of it.
    pub(super) fn put(&mut self, id: FactId, row: Option<Row>) {
        let Some(rows) = &mut self.rows else { return };
        let before = rows.iter().position(|other| other.id == id);
        let Some(row) = row else {
            before.into_iter().for_each(|at| drop(rows.remove(at)));
            return;
        };
        let stays = |known: &&mut Row| known.at == row.at && !matches!(row.what, RowKind::Rating(_));
        match before.and_then(|at| rows.get_mut(at)).filter(stays) {
            Some(known) => *known = row,
            None => {
                before.into_iter().for_each(|at| drop(rows.remove(at)));
                put_among(rows, row);
            }
        }
    }

    /// What is said here shows at once in the session that is open.
    pub(super) fn heard(&mut self, turn: Turn) -> Turn {
        for effect in &turn.effects {
            let Effect::Keep(facts) = effect else { continue };
            self.changed = true;
            match &mut self.open {
                Some(Open::Session(session)) => {
                    session.opened.hear(facts);
                    let about = session.opened.about.iter().cloned();
                    let fact = session.opened.fact.clone();
                    self.news.push((fact.id, row_of(std::iter::once(fact).chain(about))));
                }
                Some(Open::Rating(_) | Open::Event(_)) => {
                    self.news.extend(facts.iter().map(|fact| (fact.id, row_of(std::iter::once(fact.clone())))));
                }
                Some(Open::Said(_)) | None => {}
            }
        }
        turn
    }

    /// Takes a record back with all that was said about it.
    pub(super) fn delete(&mut self, opened: &Opened, now: Now) -> Turn {
        self.look_again(now);
        let id = opened.fact.id;
        let Some(place) = self.rows().iter().position(|row| row.id == id) else { return Turn::draw() };
        let facts = || std::iter::once(&opened.fact).chain(&opened.about);
        // At their own time, so that they stay in the same file as what they take back.
        let removed: Vec<Fact> = facts().map(|fact| fact.corrected(fact.at, What::Removed)).collect();
        let said = facts().map(|fact| fact.what.clone()).collect();
        if let Some(rows) = &mut self.rows {
            let row = rows.remove(place);
            self.deleted.push(Deleted { row, place, facts: removed.clone(), said });
        }
        self.look(now);
        self.cursor.mark(self.cursor.marked().min(self.count().saturating_sub(1)));
        self.just_deleted = true;
        self.heard(Turn::draw().with(Effect::Keep(removed)))
    }

    /// Says again what was deleted last: here, or at any time before.
    pub(super) fn undo(&mut self, now: Now) -> Turn {
        let Some(Deleted { row, place, facts, said }) = self.deleted.pop() else {
            return Turn::draw().with(Effect::ReadDeleted);
        };
        let back = facts.iter().zip(said).map(|(fact, what)| fact.corrected(fact.at, what)).collect();
        let id = row.id;
        if let Some(rows) = &mut self.rows {
            // A disk that took nothing has it still.
            if rows.iter().all(|other| other.id != id) {
                // Of rows of the same moment each goes back to where it stood.
                let newer = rows.partition_point(|other| other.at > row.at);
                let not_older = rows.partition_point(|other| other.at >= row.at);
                rows.insert(place.clamp(newer, not_older), row);
            }
        }
        self.look(now);
        self.mark(id);
        Turn::draw().with(Effect::Keep(back))
    }

    /// Says again what was deleted before this screen was opened; it is marked, whatever was looked for.
    pub fn bring_back(&mut self, facts: Vec<Fact>, now: Now) -> Turn {
        self.set_search(None, now);
        self.brought_back = record_among(&facts);
        self.heard(Turn::draw().with(Effect::Keep(facts)).with(Effect::ReadHistory))
    }
}

/// The record among facts that were deleted together.
fn record_among(facts: &[Fact]) -> Option<FactId> {
    let session = facts.iter().find(|fact| matches!(fact.what, What::Session(_)));
    session.or(facts.first()).map(|fact| fact.id)
}

/// The row of one record.
fn row_of(facts: impl Iterator<Item = Fact>) -> Option<Row> {
    let mut gather = Gather::default();
    facts.for_each(|fact| gather.take(fact));
    gather.rows().pop()
}
