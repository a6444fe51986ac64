//! Pain ratings being given, one key a foot. What is typed is a fact at once; silence stays "not rated".

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::effect::{Effect, Turn};
use super::keymap::Action;
use crate::domain::body::{Feet, PerSide, Side};
use crate::domain::record::{Fact, FactId, Pain, PainKind, Rating, What};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};

/// Ratings of one kind, for the feet that are asked about.
#[derive(Clone, Debug)]
pub struct Ratings {
    feet: Feet,
    focus: Side,
    /// The focus went on by itself, so that the key for the other foot, pressed out of habit, leads nowhere else.
    went_on: bool,
    kind: PainKind,
    session: Option<FactId>,
    /// The time that they are of, if it is not that at which they are given.
    at: Option<DateTime<FixedOffset>>,
    note: Option<Clean>,
    place: Option<Clean>,
    given: PerSide<Option<Given>>,
}

/// The latest revision of a rating; its value is gone when it was taken back.
#[derive(Clone, Copy, Debug)]
struct Given {
    id: FactId,
    rev: u32,
    /// The time that it is of: a correction keeps it, unless the time itself is what is corrected.
    at: DateTime<FixedOffset>,
    value: Option<Pain>,
}

impl Given {
    /// The same rating in other words.
    fn corrected(self, what: What) -> Fact {
        Fact { id: self.id, rev: self.rev, ..Fact::new(self.at, What::Removed) }.corrected(self.at, what)
    }
}

impl Ratings {
    /// Nothing given yet.
    pub fn new(feet: Feet, kind: PainKind, session: Option<FactId>) -> Self {
        let focus = feet.only().unwrap_or(Side::Left);
        let given = PerSide::same(None);
        Self { feet, focus, went_on: false, kind, session, at: None, note: None, place: None, given }
    }

    /// What was given before, to be corrected: of each foot the last of `facts` that rates it. What is new is of the same
    /// time as the first of them.
    pub fn given<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Option<Self> {
        let mut ratings: Option<Self> = None;
        for fact in facts {
            let What::Pain(rating) = &fact.what else { continue };
            let new = || Self { at: Some(fact.at), ..Self::new(Feet::Both, rating.kind, rating.session) };
            let ratings = ratings.get_or_insert_with(new);
            ratings.note = rating.note.clone().or_else(|| ratings.note.take());
            ratings.place = rating.place.clone().or_else(|| ratings.place.take());
            *ratings.given_mut(rating.side) =
                Some(Given { id: fact.id, rev: fact.rev, at: fact.at, value: Some(rating.value) });
        }
        let mut ratings = ratings?;
        ratings.feet = match (ratings.given.left, ratings.given.right) {
            (Some(_), None) => Feet::Left,
            (None, Some(_)) => Feet::Right,
            _ => Feet::Both,
        };
        ratings.focus = ratings.feet.only().unwrap_or(Side::Left);
        Some(ratings)
    }

    /// The same, of a time of its own.
    #[must_use]
    pub const fn of_time(mut self, at: DateTime<FixedOffset>) -> Self {
        self.at = Some(at);
        self
    }

    /// Asks about other feet; what was given stays.
    pub fn ask(&mut self, feet: Feet) {
        self.feet = feet;
        self.focus = feet.only().unwrap_or(self.focus);
    }

    /// The feet that are asked about.
    pub const fn feet(&self) -> Feet {
        self.feet
    }

    /// The foot that the next number is for.
    pub const fn focus(&self) -> Side {
        self.focus
    }

    /// What they are about.
    pub const fn kind(&self) -> PainKind {
        self.kind
    }

    /// The time that they are of; none as long as that is the moment in which the next one is given.
    pub fn at(&self) -> Option<DateTime<FixedOffset>> {
        self.given.left.or(self.given.right).map(|given| given.at).or(self.at)
    }

    /// What is said about them.
    pub const fn note(&self) -> Option<&Clean> {
        self.note.as_ref()
    }

    /// Where it hurts.
    pub const fn place(&self) -> Option<&Clean> {
        self.place.as_ref()
    }

    /// Whether any foot is rated.
    pub fn any(&self) -> bool {
        let values = self.values();
        values.left.is_some() || values.right.is_some()
    }

    /// Whether any of them is one of these facts.
    pub fn is_about(&self, facts: &HashSet<FactId>) -> bool {
        [self.given.left, self.given.right].into_iter().flatten().any(|given| facts.contains(&given.id))
    }

    /// Moves them to another time: what was given is corrected.
    pub fn move_to(&mut self, at: DateTime<FixedOffset>) -> Turn {
        self.at = Some(at);
        for given in [&mut self.given.left, &mut self.given.right].into_iter().flatten() {
            given.at = at;
        }
        self.say_again()
    }

    /// Says what they are about in words, empty for nothing: what was given is corrected.
    pub fn describe(&mut self, note: &str, place: &str) -> Turn {
        let text = |line: &str, said: &Option<Clean>| match is_as_said(line, said.as_ref()) {
            true => said.clone(),
            false => Some(said_over(line, said.as_ref())).filter(|said| !said.is_empty()),
        };
        let (note, place) = (text(note, &self.note), text(place, &self.place));
        if (&note, &place) == (&self.note, &self.place) {
            return Turn::draw();
        }
        (self.note, self.place) = (note, place);
        self.say_again()
    }

    /// What was given.
    pub fn values(&self) -> PerSide<Option<Pain>> {
        let value = |side: Side| self.given.of(side).and_then(|given| given.value);
        PerSide { left: value(Side::Left), right: value(Side::Right) }
    }

    /// Does what a key asks for: a number rates the foot in focus and goes on to the other one.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        match action {
            Action::Number(number) => match Pain::try_from(number) {
                Ok(value) => {
                    let turn = self.say(Some(value), now);
                    self.went_on = self.feet == Feet::Both && self.focus == Side::Left;
                    if self.went_on {
                        self.focus = Side::Right;
                    }
                    turn
                }
                Err(_) => Turn::nothing(),
            },
            Action::NextField if std::mem::take(&mut self.went_on) => Turn::draw(),
            Action::NextField | Action::PreviousField if self.feet == Feet::Both => {
                self.went_on = false;
                self.focus = self.focus.other();
                Turn::draw()
            }
            Action::Erase if self.values().of(self.focus).is_some() => self.say(None, now),
            _ => Turn::nothing(),
        }
    }

    fn say(&mut self, value: Option<Pain>, now: Now) -> Turn {
        let what = match value {
            Some(value) => What::Pain(self.rating(self.focus, value)),
            None => What::Removed,
        };
        let fact = match self.given.of(self.focus) {
            Some(given) => given.corrected(what),
            None => Fact::new(self.at.unwrap_or(now.wall), what),
        };
        *self.given_mut(self.focus) = Some(Given { id: fact.id, rev: fact.rev, at: fact.at, value });
        Turn::draw().with(Effect::Keep(vec![fact]))
    }

    /// What was given, in its newest words.
    fn say_again(&mut self) -> Turn {
        let mut facts = Vec::new();
        for side in Side::BOTH {
            let Some((given, value)) = self.given.of(side).and_then(|given| Some((given, given.value?))) else {
                continue;
            };
            let fact = given.corrected(What::Pain(self.rating(side, value)));
            *self.given_mut(side) = Some(Given { rev: fact.rev, ..given });
            facts.push(fact);
        }
        if facts.is_empty() { Turn::draw() } else { Turn::draw().with(Effect::Keep(facts)) }
    }

    fn rating(&self, side: Side, value: Pain) -> Rating {
        let (note, place) = (self.note.clone(), self.place.clone());
        Rating { side, kind: self.kind, value, session: self.session, note, place }
    }

    const fn given_mut(&mut self, side: Side) -> &mut Option<Given> {
        match side {
            Side::Left => &mut self.given.left,
            Side::Right => &mut self.given.right,
        }
    }
}

/// Whether a line says what was said before. A note of several lines stands in it on one.
pub fn is_as_said(line: &str, said: Option<&Clean>) -> bool {
    let one_line = said.map(|said| said.replace(char::is_control, " ")).unwrap_or_default();
    line.trim() == one_line.trim()
}

/// A line as it is to be kept, where it was typed over what was said before: of a text of several lines, which stands in
/// the field on one, the breaks outside of what was changed stay.
pub fn said_over(line: &str, said: Option<&Clean>) -> Clean {
    let typed: Vec<char> = line.chars().collect();
    let before: Vec<char> = said.map_or_else(Vec::new, |said| said.chars().collect());
    let is_same = |(old, new): &(&char, &char)| **new == if old.is_control() { ' ' } else { **old };
    let first = before.iter().zip(&typed).take_while(is_same).count();
    let rest = before.iter().skip(first).rev().zip(typed.iter().skip(first).rev());
    let last = rest.take_while(is_same).count();
    let changed = typed.iter().skip(first).take(typed.len() - first - last);
    let text: String =
        before.iter().take(first).chain(changed).chain(before.iter().skip(before.len() - last)).collect();
    Clean::visible_lines(text.trim())
}

/// A number given so soon after another one corrects it.
const CORRECT_WITHIN: Duration = Duration::from_secs(5);

/// So long a number can be given to the other side: time to read or hear which one it was taken for.
const MOVE_WITHIN: Duration = Duration::from_secs(20);

/// Ratings in the middle of a session: one key, no question.
#[derive(Clone, Debug)]
pub struct During {
    session: FactId,
    last: Option<Last>,
    /// All that were given, as they stand now.
    given: Vec<(FactId, Side, Pain)>,
}

/// The last rating, and when it was given or moved.
#[derive(Clone, Debug)]
struct Last {
    /// The feet that were meant as far as could be known.
    asked: Feet,
    /// Those that it stands for.
    feet: Feet,
    at: Moment,
    value: Pain,
    facts: Vec<Fact>,
}

impl During {
    /// Nothing given yet.
    pub const fn new(session: FactId) -> Self {
        Self { session, last: None, given: Vec::new() }
    }

    /// With what was given in this session before it was cut off, from the facts of the last weeks.
    pub fn going_on(session: FactId, facts: &[Fact]) -> Self {
        let ratings = ratings_of(session, PainKind::NowDuring, facts);
        let given = ratings.map(|(fact, rating)| (fact.id, rating.side, rating.value)).collect();
        Self { given, ..Self::new(session) }
    }

    /// Rates `asked`. A number that follows within five seconds for the same feet takes the place of the last one, on
    /// the side to which that one was moved. Says which feet are rated.
    pub fn rate(&mut self, asked: Feet, value: Pain, now: Now) -> (Feet, Effect) {
        let corrects = |last: &Last| last.asked == asked && now.moment.since(last.at) <= CORRECT_WITHIN;
        let last = self.last.take().filter(corrects);
        let feet = last.as_ref().map_or(asked, |last| last.feet);
        let old = last.map_or_else(Vec::new, |last| last.facts);
        (feet, self.say(Last { asked, feet, at: now.moment, value, facts: old }, now))
    }

    /// Whether the last rating can still be given to the other side.
    pub fn is_movable(&self, now: Moment) -> bool {
        self.last.as_ref().is_some_and(|last| last.feet != Feet::Both && now.since(last.at) <= MOVE_WITHIN)
    }

    /// Gives the last rating to the other side, if it is not too late; the side it is for now.
    pub fn move_over(&mut self, now: Now) -> Option<(Side, Effect)> {
        let last = self.last.take_if(|last| now.moment.since(last.at) <= MOVE_WITHIN && last.feet != Feet::Both)?;
        let side = last.feet.only()?.other();
        Some((side, self.say(Last { feet: side.into(), at: now.moment, ..last }, now)))
    }

    /// The highest of all that were given.
    pub fn highest(&self) -> PerSide<Option<Pain>> {
        let of = |side| self.given.iter().filter(|given| given.1 == side).map(|given| given.2).max();
        PerSide { left: of(Side::Left), right: of(Side::Right) }
    }

    /// Keeps the rating in the place of the facts that it has already, or as new ones.
    fn say(&mut self, mut last: Last, now: Now) -> Effect {
        let what = |side| {
            let (kind, session) = (PainKind::NowDuring, Some(self.session));
            What::Pain(Rating { side, kind, value: last.value, session, note: None, place: None })
        };
        let sides = Side::BOTH.into_iter().filter(|side| last.feet.include(*side));
        let facts: Vec<Fact> = match last.facts.as_slice() {
            [] => sides.map(|side| Fact::new(now.wall, what(side))).collect(),
            old => old.iter().zip(sides).map(|(fact, side)| fact.corrected(fact.at, what(side))).collect(),
        };
        for fact in &facts {
            if let What::Pain(rating) = &fact.what {
                self.given.retain(|(id, ..)| *id != fact.id);
                self.given.push((fact.id, rating.side, rating.value));
            }
        }
        last.facts.clone_from(&facts);
        self.last = Some(last);
        Effect::Keep(facts)
    }
}

/// Pain before a session, from the facts of the last weeks.
pub fn before_of(session: FactId, facts: &[Fact]) -> PerSide<Option<Pain>> {
    let mut before = PerSide::same(None);
    for (_, rating) in ratings_of(session, PainKind::NowBefore, facts) {
        match rating.side {
            Side::Left => before.left = Some(rating.value),
            Side::Right => before.right = Some(rating.value),
        }
    }
    before
}

fn ratings_of(session: FactId, kind: PainKind, facts: &[Fact]) -> impl Iterator<Item = (&Fact, &Rating)> {
    facts.iter().filter_map(move |fact| match &fact.what {
        What::Pain(rating) if rating.session == Some(session) && rating.kind == kind => Some((fact, rating)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::stamp;

    #[test]
    fn a_note_of_several_lines_stays_as_it_is_while_nothing_is_typed_into_it() {
        let at = stamp::read("2026-11-20T07:00:00+01:00").unwrap();
        let note = Some(Clean::visible_lines("after the stairs\nand the garden"));
        let value = Pain::try_from(4).unwrap();
        let (side, kind) = (Side::Left, PainKind::FirstStep);
        let fact =
            Fact::new(at, What::Pain(Rating { side, kind, value, session: None, note: note.clone(), place: None }));
        let mut ratings = Ratings::given([&fact]).unwrap();
        assert!(ratings.describe("after the stairs and the garden", "").effects.is_empty());
        assert!(!ratings.describe("after the stairs and the garden", "heel").effects.is_empty());
        assert_eq!((ratings.note(), ratings.place()), (note.as_ref(), Some(&Clean::visible("heel"))));
        assert!(!ratings.describe("after the stairs", "heel").effects.is_empty());
        assert_eq!(ratings.note(), Some(&Clean::visible("after the stairs")));
    }
}
