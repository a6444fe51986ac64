//! What counts of the days that were lived.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Days as Span, FixedOffset, NaiveDate, TimeDelta};

use super::family::{Families, Family};
use super::marks::{Marked, is_held, is_visit};
use crate::domain::body::{PerSide, Side, Technique};
use crate::domain::limits::Limits;
use crate::domain::order;
use crate::domain::record::{Fact, Light, Pain, PainKind, Rating, RedFlags, SessionRecord, StepRecord, What};
use crate::domain::routine::RoutineId;
use crate::domain::time::Now;
use crate::domain::trend::{ENOUGH, Median, WINDOW};
use crate::domain::when;

/// No rule looks further back than this. Longer ago is as if it had not been: after such a gap a person begins anew.
pub const LOOK_BACK: TimeDelta = TimeDelta::weeks(12);

/// The words of the event that says that somebody who has learned it had their hands on the foot.
pub const VISIT: &str = "hands-on visit";

/// Half points by which a morning is a little higher than usual: one point (R47: up by 1, the same dose).
const HIGHER: i16 = 2;

/// The days of the last weeks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Days {
    days: BTreeMap<NaiveDate, Lived>,
    visit: Option<NaiveDate>,
    /// By the time at which it was said.
    marked: Vec<Marked>,
    flags: BTreeMap<NaiveDate, RedFlags>,
    limits: Limits,
}

/// One day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lived {
    /// Its sessions, in the order in which they were said.
    pub sessions: Vec<Sitting>,
    /// First-step pain.
    pub first_step: PerSide<Option<Pain>>,
    /// The highest discomfort during sessions.
    pub during: Option<Pain>,
    first_said: PerSide<Option<Said>>,
    /// The newest rating of a moment.
    now: PerSide<Option<(Said, Pain)>>,
}

/// When a rating was given, behind whether somebody said that time: what was made up is older than whatever was said.
type Said = (bool, DateTime<FixedOffset>);

/// When pain was rated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rated {
    /// With the first steps of that day.
    ThisMorning,
    /// Then.
    At(DateTime<FixedOffset>),
}

/// A session in which something was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sitting {
    /// When it began.
    pub at: DateTime<FixedOffset>,
    /// Which routine.
    pub routine: RoutineId,
    /// What was done in it.
    pub families: Families,
    /// Whether the sole was stretched.
    pub stretched: bool,
    /// The family of massage that took most of its time, and how much.
    pub main: Option<(Family, Duration)>,
}

/// A morning against the usual: the median of the seven days before, if [`ENOUGH`] of them were rated. Of two feet the one
/// that is higher counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Morning {
    /// Lower by a point or more.
    Lower,
    /// Not a point apart.
    Usual,
    /// Higher by a point or more.
    Higher,
    /// Higher by two points or more, or by so many as the limits say.
    Clearly,
}

/// From so much work on a technique counts as done, whatever was planned: the shortest dose that a source names (S2-10).
const A_DOSE: Duration = Duration::from_secs(30);

/// Work planned and done.
#[derive(Clone, Copy, Default)]
struct Work {
    planned: Duration,
    done: Duration,
}

impl Work {
    fn of<'a>(steps: impl Iterator<Item = &'a StepRecord>) -> Self {
        steps.fold(Self::default(), |Self { planned, done }, step| Self {
            planned: planned + step.planned,
            done: done + step.done,
        })
    }

    /// Whether it was done, and not only begun: half of it, or a dose.
    fn counts(self) -> bool {
        !self.done.is_zero() && (self.done * 2 >= self.planned || self.done >= A_DOSE)
    }
}

impl Sitting {
    /// Nothing of a session that was only begun: neither one that was started by mistake nor one that broke off at once is
    /// what a day has had.
    fn of(record: &SessionRecord) -> Option<Self> {
        let steps = || record.steps.iter().filter(|step| step.technique != Some(Technique::Settle));
        let of_technique = |technique| Work::of(steps().filter(move |step| step.technique == technique));
        let counted = || steps().map(|step| step.technique).filter(|one| of_technique(*one).counts());
        if !record.steps.is_empty() && counted().next().is_none() {
            return None;
        }
        let techniques = || counted().flatten();
        let of_family = |family| {
            let is_of = move |step: &&StepRecord| step.technique.and_then(Family::of) == Some(family);
            Work::of(steps().filter(is_of)).done
        };
        let massage = [Family::Kneading, Family::Rolling, Family::Friction, Family::Cold];
        let main = massage.into_iter().map(|family| (family, of_family(family))).rev().max_by_key(|one| one.1);
        Some(Self {
            at: record.started,
            routine: record.routine.clone(),
            families: Families::of(techniques()),
            stretched: techniques().any(|technique| technique == Technique::StretchFascia),
            main: main.filter(|(_, work)| !work.is_zero()),
        })
    }
}

impl Lived {
    /// All that was done.
    pub fn families(&self) -> Families {
        self.sessions.iter().fold(Families::default(), |all, session| all.and(session.families))
    }

    /// The family that was most of the day's massage, `morning` and what is no massage left out.
    pub(super) fn main(&self, morning: &RoutineId) -> Option<Family> {
        let others = self.sessions.iter().filter(|session| session.routine != *morning);
        others.filter_map(|session| session.main).max_by_key(|(_, work)| *work).map(|(family, _)| family)
    }

    fn rate(&mut self, rating: &Rating, said: Said) {
        let newer = |known: Option<Said>| known.is_none_or(|known| said >= known);
        match rating.kind {
            PainKind::DayAverage => return,
            PainKind::NowDuring => {
                self.during = self.during.max(Some(rating.value));
                return;
            }
            PainKind::FirstStep if newer(self.first_said.of(rating.side)) => {
                *place(&mut self.first_step, rating.side) = Some(rating.value);
                *place(&mut self.first_said, rating.side) = Some(said);
            }
            PainKind::FirstStep | PainKind::NowBefore | PainKind::NowAfter => {}
        }
        let now = place(&mut self.now, rating.side);
        if newer(now.map(|(known, _)| known)) {
            *now = Some((said, rating.value));
        }
    }
}

fn place<T>(both: &mut PerSide<T>, side: Side) -> &mut T {
    match side {
        Side::Left => &mut both.left,
        Side::Right => &mut both.right,
    }
}

impl Days {
    /// The same, judged by these limits.
    #[must_use]
    pub const fn by(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// By what they are judged.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether discomfort in a session of that day was such that one stops (R47).
    pub fn is_red(&self, day: NaiveDate) -> bool {
        self.day(day).and_then(|lived| lived.during).is_some_and(|pain| self.limits.light(pain) == Light::Red)
    }

    /// The days that these facts tell of, by `now`; what lies ahead of this day does not count.
    pub fn of(facts: &[Fact], now: Now) -> Self {
        let mut days = Self::default();
        let since = now.wall.checked_sub_signed(LOOK_BACK).unwrap_or(now.wall);
        let day_of = |at: DateTime<FixedOffset>| now.lived_on(at).filter(|_| at >= since);
        for fact in facts {
            match &fact.what {
                What::Session(record) if record.did_nothing() => {}
                What::Session(record) => {
                    if let Some((day, sitting)) = day_of(record.started).zip(Sitting::of(record)) {
                        days.days.entry(day).or_default().sessions.push(sitting);
                    }
                }
                What::Pain(rating) => {
                    if let Some(day) = day_of(fact.at) {
                        let is_timed = !when::is_made_up(fact.id, rating.kind, fact.at, now.dawn);
                        days.days.entry(day).or_default().rate(rating, (is_timed, fact.at));
                    }
                }
                What::Event(event) => {
                    days.visit = days.visit.max(day_of(fact.at).filter(|_| is_visit(event)));
                }
                What::Day(said) => {
                    days.marked.extend(day_of(fact.at).map(|day| Marked { at: fact.at, day, mark: said.mark }))
                }
                What::RedFlags(flagged) => {
                    // What was said late holds through the night, and into the day that begins with it.
                    let still = is_held(fact.at, now).then(|| now.today());
                    for day in [day_of(fact.at), still].into_iter().flatten() {
                        let known = days.flags.entry(day).or_default();
                        *known = known.and(flagged.said);
                    }
                }
                What::Note(_) | What::Removed => {}
            }
        }
        order::sort(&mut days.marked);
        days
    }

    /// What is known of a day.
    pub fn day(&self, day: NaiveDate) -> Option<&Lived> {
        self.days.get(&day)
    }

    /// The days of which anything is known, from one on, oldest first.
    pub fn since(&self, day: NaiveDate) -> impl DoubleEndedIterator<Item = (NaiveDate, &Lived)> {
        self.days.range(day..).map(|(day, lived)| (*day, lived))
    }

    /// The sessions, newest day first.
    pub fn sessions(&self) -> impl Iterator<Item = (NaiveDate, &Sitting)> {
        self.days.iter().rev().flat_map(|(day, lived)| lived.sessions.iter().rev().map(|session| (*day, session)))
    }

    /// The first day of which anything is known.
    pub(super) fn first(&self) -> Option<NaiveDate> {
        self.days.keys().next().copied()
    }

    /// Whether first steps of a foot were rated on that day or before.
    pub(super) fn is_rated_by(&self, side: Side, day: NaiveDate) -> bool {
        self.days.range(..=day).any(|(_, lived)| lived.first_step.of(side).is_some())
    }

    /// The last day on which somebody who has learned it had their hands on the foot.
    pub const fn visit(&self) -> Option<NaiveDate> {
        self.visit
    }

    /// What spoke against a session on a day.
    pub(super) fn flags(&self, day: NaiveDate) -> RedFlags {
        self.flags.get(&day).copied().unwrap_or_default()
    }

    /// What was said of days, oldest first.
    pub(super) fn marked(&self) -> &[Marked] {
        &self.marked
    }

    /// What is usual on a morning of this foot: the median of the seven days before it.
    pub fn usual(&self, side: Side, day: NaiveDate) -> Option<Median> {
        let from = day.checked_sub_days(Span::new(WINDOW))?;
        let within = || self.days.range(from..day).filter_map(|(_, lived)| lived.first_step.of(side));
        Median::of(within()).filter(|_| within().count() >= ENOUGH)
    }

    /// A morning against the usual; none where it was not rated, or where nothing is usual yet.
    pub fn morning(&self, day: NaiveDate) -> Option<Morning> {
        let lived = self.day(day)?;
        let against = |side: Side| {
            let more = i16::from(lived.first_step.of(side)?.value()) * 2 - i16::from(self.usual(side, day)?.halves());
            Some(match more {
                more if more >= i16::from(self.limits.clearly) * 2 => Morning::Clearly,
                HIGHER.. => Morning::Higher,
                more if more <= -HIGHER => Morning::Lower,
                _ => Morning::Usual,
            })
        };
        Side::BOTH.into_iter().filter_map(against).max()
    }

    /// What counts as pain now on that day (F.4 of the plan's rules go by the rating of now): the newest rating of a moment,
    /// first steps among them, until a newer one is given; of two feet the higher one.
    pub fn pain(&self, day: NaiveDate) -> Option<Pain> {
        self.rated(day).map(|(pain, _)| pain)
    }

    /// The same, with when it was given.
    pub(super) fn rated(&self, day: NaiveDate) -> Option<(Pain, Rated)> {
        let lived = self.day(day)?;
        let of = |side: Side| {
            let (said, pain) = lived.now.of(side)?;
            let is_first_step = lived.first_said.of(side) == Some(said);
            Some((pain, if is_first_step { Rated::ThisMorning } else { Rated::At(said.1) }))
        };
        Side::BOTH.into_iter().filter_map(of).max_by_key(|(pain, _)| *pain)
    }

    /// The newest first-step or other rating of a moment in the seven days up to that one.
    pub(super) fn newest_pain(&self, day: NaiveDate) -> Option<Pain> {
        let from = day.checked_sub_days(Span::new(WINDOW - 1)).unwrap_or(day);
        self.days.range(from..=day.max(from)).rev().find_map(|(day, _)| self.pain(*day))
    }
}
