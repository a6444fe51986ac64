//! Pain ratings being given, one key a foot. What is typed is a fact at once; silence stays "not rated".

use std::time::Duration;

use super::effect::{Effect, Turn};
use super::keymap::Action;
use crate::domain::body::{Feet, PerSide, Side};
use crate::domain::record::{Fact, FactId, Pain, PainKind, Rating, What};
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
    given: PerSide<Option<Given>>,
}

/// The latest revision of a rating; its value is gone when it was taken back.
#[derive(Clone, Copy, Debug)]
struct Given {
    id: FactId,
    rev: u32,
    value: Option<Pain>,
}

impl Ratings {
    /// Nothing given yet.
    pub fn new(feet: Feet, kind: PainKind, session: Option<FactId>) -> Self {
        let focus = feet.only().unwrap_or(Side::Left);
        Self { feet, focus, went_on: false, kind, session, given: PerSide::same(None) }
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
            Some(value) => {
                What::Pain(Rating { side: self.focus, kind: self.kind, value, session: self.session, note: None })
            }
            None => What::Removed,
        };
        let fact = match self.given.of(self.focus) {
            Some(given) => Fact { id: given.id, rev: given.rev.saturating_add(1), at: now.wall, what },
            None => Fact::new(now.wall, what),
        };
        let given = Some(Given { id: fact.id, rev: fact.rev, value });
        match self.focus {
            Side::Left => self.given.left = given,
            Side::Right => self.given.right = given,
        }
        Turn::draw().with(Effect::Keep(vec![fact]))
    }
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
        Self { session, last: None }
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

    /// Keeps the rating in the place of the facts that it has already, or as new ones.
    fn say(&mut self, mut last: Last, now: Now) -> Effect {
        let what = |side| {
            let (kind, session) = (PainKind::NowDuring, Some(self.session));
            What::Pain(Rating { side, kind, value: last.value, session, note: None })
        };
        let sides = Side::BOTH.into_iter().filter(|side| last.feet.include(*side));
        let facts: Vec<Fact> = match last.facts.as_slice() {
            [] => sides.map(|side| Fact::new(now.wall, what(side))).collect(),
            old => old.iter().zip(sides).map(|(fact, side)| fact.corrected(now.wall, what(side))).collect(),
        };
        last.facts.clone_from(&facts);
        self.last = Some(last);
        Effect::Keep(facts)
    }
}

/// Pain before a session, from the facts of the last weeks.
pub fn before_of(session: FactId, facts: &[Fact]) -> PerSide<Option<Pain>> {
    let mut before = PerSide::same(None);
    for fact in facts {
        if let What::Pain(rating) = &fact.what
            && rating.session == Some(session)
            && rating.kind == PainKind::NowBefore
        {
            match rating.side {
                Side::Left => before.left = Some(rating.value),
                Side::Right => before.right = Some(rating.value),
            }
        }
    }
    before
}
