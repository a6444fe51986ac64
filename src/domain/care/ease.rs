//! What is said once about how the weeks went: that less may do, that it came back, that somebody could look at it.
//!
//! All of it is a function of the days; what was said stands in the ledger. It is said again only when such a time is a
//! new one: it had ended since, and as many days as it takes lie behind what was said.

use chrono::{Days as Span, NaiveDate};

use super::Care;
use super::day::{Days, LOOK_BACK, Morning, Sitting};
use super::level::{Entry, Why};
use super::marks::Marks;
use super::plan::CarePlan;
use super::rules::{Foot, foot};
use crate::domain::body::Side;
use crate::domain::health::Guard;
use crate::domain::limits::Limits;
use crate::domain::trend::{ENOUGH, Median, WINDOW};

/// Half points that make a change: one point.
const CHANGE: u8 = 2;

/// Days with a session in each two weeks without which nothing was tried (ours).
const TRIED: u64 = 6;

/// Mornings that say how it is lately: so many days, this one among them (ours).
const LATELY: usize = 3;

/// Those two weeks.
const TWO_WEEKS: u64 = 14;

/// The massage days and stretches before they became fewer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Doses {
    /// On which days of the week there is massage, from Monday.
    pub days: [bool; 7],
    /// Stretches a day.
    pub stretches: u8,
}

impl Doses {
    /// Those of a plan.
    pub const fn of(plan: &CarePlan) -> Self {
        Self { days: plan.massage.days, stretches: plan.stretch.per_day }
    }

    /// Half the massage days, the first one and every second from there on, and one stretch a day (F.6, after R35).
    #[must_use]
    pub fn eased(self) -> Self {
        let mut chosen = 0;
        let days = self.days.map(|on| {
            chosen += usize::from(on);
            on && chosen % 2 == 1
        });
        Self { days, stretches: self.stretches.min(1) }
    }
}

/// What is said once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// First-step pain was low for weeks ([`Limits::low_weeks`]): less may do. A yes eases the plan off.
    Ease,
    /// It was eased off, and pain is back: a yes returns to the plan from before.
    Back,
    /// No change for so many days ([`Limits::unchanged`]): somebody could help to find out why (T14).
    See,
    /// Stretches without change for so many days ([`Limits::further`]): what else could be asked about (F.2 of the plan's
    /// rules, after R40).
    Further,
    /// More pain than so many days before: a reason of its own to have it looked at (D.6 of the plan's rules, after R32).
    Worse,
    /// A journey went on for [`LONGEST`](super::marks::LONGEST) and was ended by the plan.
    Landed,
}

impl Word {
    /// What the ledger says of its having been said.
    pub const fn said(self) -> Why {
        match self {
            Self::Ease => Why::EaseAsked,
            Self::Back => Why::BackAsked,
            Self::See => Why::See,
            Self::Further => Why::Further,
            Self::Worse => Why::Worse,
            Self::Landed => Why::Landed,
        }
    }

    /// What the ledger says of a yes; nothing where there is nothing to say yes to.
    pub const fn yes(self) -> Option<Why> {
        match self {
            Self::Ease => Some(Why::Eased),
            Self::Back => Some(Why::Back),
            Self::See | Self::Worse | Self::Further | Self::Landed => None,
        }
    }

    /// Whether it names a clinician, or what to ask one about.
    pub const fn names_a_clinician(self) -> bool {
        matches!(self, Self::See | Self::Further | Self::Worse)
    }

    /// Whether a day can be told so: what names a clinician can always be said, and what is about the plan waits for an
    /// ordinary day on which it is lived.
    pub const fn is_for(self, marks: Marks, guard: Guard) -> bool {
        self.names_a_clinician() || !(marks.is_no_day_to_rise() || guard.is_log_only())
    }

    /// How many days it takes until such a time can be another one.
    fn takes(self, limits: Limits) -> u64 {
        match self {
            Self::Ease => u64::from(limits.low_weeks) * WINDOW,
            Self::Back => WINDOW,
            Self::See | Self::Worse => limits.unchanged.into(),
            Self::Further => limits.further.into(),
            Self::Landed => 1,
        }
    }

    /// What says the same: whoever has heard of a clinician because it got worse is not told so again for want of change.
    const fn tells(self) -> &'static [Why] {
        match self {
            // Whoever went back to the plan from before knows of the other one.
            Self::Ease => &[Why::EaseAsked, Why::Back],
            Self::Back => &[Why::BackAsked],
            Self::See => &[Why::See, Why::Worse],
            Self::Further => &[Why::Further],
            Self::Worse => &[Why::Worse],
            Self::Landed => &[Why::Landed],
        }
    }
}

/// What is to be said on this day, if it was not said of this time before: `eased` is what the plan was eased off from.
/// One thing is changed at a time: on the day of an offered level, or of another plan, nothing else is said.
pub(super) fn word(care: &Care, days: &Days, today: NaiveDate, guard: Guard) -> Option<Word> {
    let Care { plan, ledger, eased, .. } = care;
    let marks = days.marks(today);
    let changes = [Why::Asked, Why::Yes, Why::No, Why::Eased, Why::Back];
    if ledger.iter().any(|entry| entry.day == today && changes.contains(&entry.why)) {
        return None;
    }
    let can_be_less = Doses::of(plan).eased() != Doses::of(plan);
    let holds = |word: Word, day: NaiveDate| match word {
        Word::Ease => eased.is_none() && can_be_less && is_low(days, day),
        Word::Back => eased.is_some() && is_back(days, day),
        Word::See => is_unchanged(days, day),
        Word::Further => has_stretched_in_vain(days, day),
        Word::Worse => is_worse(days, day),
        Word::Landed => days.is_landed(day),
    };
    let all = [Word::Back, Word::Worse, Word::Ease, Word::Further, Word::See, Word::Landed];
    all.into_iter().filter(|word| word.is_for(marks, guard) && is_morning_for(*word, days, today)).find(|word| {
        let told = |entry: &&Entry| word.tells().contains(&entry.why) && entry.day <= today;
        let last = ledger.iter().filter(told).map(|entry| entry.day).max();
        let takes = word.takes(days.limits());
        holds(*word, today) && last.is_none_or(|last| is_new(takes, (last, today), |day| holds(*word, day)))
    })
}

/// Whether this morning, and those before it, leave room for it: less is offered on a morning that is as usual, and of no
/// change nobody is told whose last mornings were far from it.
fn is_morning_for(word: Word, days: &Days, today: NaiveDate) -> bool {
    let mut last = today.iter_days().rev().take(LATELY).map(|day| days.morning(day));
    match word {
        Word::Ease => matches!(foot(days, today), Foot::Calm) && days.morning(today) < Some(Morning::Higher),
        Word::See | Word::Further => !last.any(|morning| morning == Some(Morning::Clearly)),
        Word::Back | Word::Worse | Word::Landed => true,
    }
}

/// Whether a time that is now is another one than that of which it was said: it had ended between them, and lies so many
/// days behind. A day before which not all is known any more ended nothing.
fn is_new(takes: u64, (last, today): (NaiveDate, NaiveDate), holds: impl Fn(NaiveDate) -> bool) -> bool {
    let since = (today - last).num_days();
    if since > LOOK_BACK.num_days() {
        return true;
    }
    let known = LOOK_BACK.num_days().unsigned_abs().saturating_sub(takes + WINDOW);
    let between = last.iter_days().skip(1).take_while(|day| *day < today);
    let mut between = between.filter(|day| (today - *day).num_days().unsigned_abs() <= known);
    since.unsigned_abs() >= takes && between.any(|day| !holds(day))
}

/// The median first-step pain of a foot in the seven days up to one.
fn week(days: &Days, side: Side, day: NaiveDate) -> Option<Median> {
    let from = day.checked_sub_days(Span::new(WINDOW - 1))?;
    let within =
        || days.since(from).take_while(|(one, _)| *one <= day).filter_map(|(_, lived)| lived.first_step.of(side));
    Median::of(within()).filter(|_| within().count() >= ENOUGH)
}

/// Whether the weeks up to a day were low from the first of their days to the last, for each foot that is rated: no seven
/// days among them were higher.
fn is_low(days: &Days, day: NaiveDate) -> bool {
    let limits = days.limits();
    let span = u64::from(limits.low_weeks) * WINDOW;
    let back = |days: u64| day.checked_sub_days(Span::new(days));
    let is_rated = |side| {
        (0..span).step_by(WINDOW as usize).any(|ago| back(ago).is_some_and(|end| week(days, side, end).is_some()))
    };
    let is_known = |side| back(span - 1).is_some_and(|first| days.is_rated_by(side, first));
    let is_low_all_along = |side| {
        (0..=span - WINDOW).all(|ago| {
            let median = back(ago).and_then(|end| week(days, side, end));
            median.map_or(ago % WINDOW != 0, |median| median.halves() <= halves(limits.low))
        })
    };
    let mut rated = Side::BOTH.into_iter().filter(|side| is_rated(*side)).peekable();
    rated.peek().is_some() && rated.all(|side| is_known(side) && is_low_all_along(side))
}

/// Whether pain has come back: a point above what is low.
fn is_back(days: &Days, day: NaiveDate) -> bool {
    let back = halves(days.limits().low + 1);
    Side::BOTH.into_iter().filter_map(|side| week(days, side, day)).any(|median| median.halves() >= back)
}

/// Points as half points.
const fn halves(points: u8) -> u8 {
    points * 2
}

/// The medians of so many days before and of now, of each foot that was rated in both.
fn then_and_now(days: &Days, day: NaiveDate, before: u64) -> impl Iterator<Item = (Median, Median)> {
    let from = day.checked_sub_days(Span::new(before));
    Side::BOTH.into_iter().filter_map(move |side| Some((week(days, side, from?)?, week(days, side, day)?)))
}

/// How many of so many days up to one had a session of a kind.
fn days_with(days: &Days, (day, span): (NaiveDate, u64), is_it: impl Fn(&Sitting) -> bool) -> u64 {
    let Some(from) = day.checked_sub_days(Span::new(span)) else { return 0 };
    let lived = days.since(from).take_while(|(one, _)| *one <= day);
    lived.map(|(one, lived)| u64::from(one > from && lived.sessions.iter().any(&is_it))).sum()
}

/// Whether enough was done for so many days that it could have helped.
fn was_tried(days: &Days, (day, span): (NaiveDate, u64), is_it: impl Fn(&Sitting) -> bool) -> bool {
    days_with(days, (day, span), is_it) >= (TRIED * span).div_ceil(TWO_WEEKS)
}

/// Whether a foot hurts as it did so many days before, and is not low; no foot hurts more.
fn is_same(days: &Days, day: NaiveDate, span: u64) -> bool {
    let low = halves(days.limits().low);
    let is_it = |(then, now): (Median, Median)| now.halves() > low && now.halves().abs_diff(then.halves()) < CHANGE;
    then_and_now(days, day, span).any(is_it) && !is_more(days, day, span) && !is_worse(days, day)
}

/// Whether a foot hurts more than so many days before, by a point or more, and is not low.
fn is_more(days: &Days, day: NaiveDate, span: u64) -> bool {
    let low = halves(days.limits().low);
    let is_it = |(then, now): (Median, Median)| now.halves() > low && now.halves() >= then.halves() + CHANGE;
    then_and_now(days, day, span).any(is_it)
}

fn is_unchanged(days: &Days, day: NaiveDate) -> bool {
    let span = days.limits().unchanged.into();
    was_tried(days, (day, span), |_| true) && is_same(days, day, span)
}

fn has_stretched_in_vain(days: &Days, day: NaiveDate) -> bool {
    let span = days.limits().further.into();
    was_tried(days, (day, span), |one| one.stretched) && is_same(days, day, span)
}

fn is_worse(days: &Days, day: NaiveDate) -> bool {
    is_more(days, day, days.limits().unchanged.into())
}
