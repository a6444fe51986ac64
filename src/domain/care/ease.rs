//! What is said once about how the weeks went: that less may do, that it came back, that somebody could look at it.
//!
//! All of it is a function of the days; what was said stands in the ledger. It is said again only when such a time is a
//! new one: it had ended since, and as many days as it takes lie behind what was said.

use chrono::{Days as Span, NaiveDate};

use super::day::{Days, LOOK_BACK, Sitting};
use super::level::{Entry, Why};
use super::plan::CarePlan;
use crate::domain::body::Side;
use crate::domain::trend::{ENOUGH, Median, WINDOW};

/// Weeks for which first-step pain has been low before less is suggested (F.6 of the plan's rules, after R35).
const LOW_WEEKS: u64 = 4;

/// Half points up to which a week is low: 0 to 1 (F.6).
const LOW: u8 = 2;

/// Half points from which pain has come back: 2, a point above what is low.
const BACK: u8 = 4;

/// Days of self-care after which somebody could look at what has not changed (R32: two weeks).
const UNCHANGED: u64 = 14;

/// Half points that make a change: one point.
const CHANGE: u8 = 2;

/// Days with a session among these two weeks without which nothing was tried (ours).
const TRIED: usize = 6;

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
    /// First-step pain was low for four weeks: less may do. A yes eases the plan off.
    Ease,
    /// It was eased off, and pain is back: a yes returns to the plan from before.
    Back,
    /// Two weeks without change: somebody could help to find out why (T14).
    See,
    /// Four weeks of stretches without change: what else could be asked about (F.2 of the plan's rules, after R40).
    Further,
    /// More pain than two weeks before: the same (D.6 of the plan's rules, after R32).
    Worse,
}

impl Word {
    /// What the ledger says of its having been said.
    pub const fn said(self) -> Why {
        match self {
            Self::Ease => Why::EaseAsked,
            Self::Back => Why::BackAsked,
            Self::See | Self::Worse => Why::See,
            Self::Further => Why::Further,
        }
    }

    /// What the ledger says of a yes; nothing where there is nothing to say yes to.
    pub const fn yes(self) -> Option<Why> {
        match self {
            Self::Ease => Some(Why::Eased),
            Self::Back => Some(Why::Back),
            Self::See | Self::Worse | Self::Further => None,
        }
    }

    /// How many days it takes until such a time can be another one.
    const fn takes(self) -> i64 {
        match self {
            Self::Ease => (LOW_WEEKS * WINDOW) as i64,
            Self::Back => WINDOW as i64,
            Self::See | Self::Worse => UNCHANGED as i64,
            Self::Further => (UNCHANGED + UNCHANGED) as i64,
        }
    }
}

/// What is to be said on this day, if it was not said of this time before: `eased` is what the plan was eased off from.
/// One thing is changed at a time: on the day of an offered level nothing else is said.
pub(super) fn word(
    plan: &CarePlan,
    days: &Days,
    (ledger, eased): (&[Entry], Option<Doses>),
    today: NaiveDate,
) -> Option<Word> {
    if ledger.iter().any(|entry| entry.day == today && matches!(entry.why, Why::Asked | Why::Yes | Why::No)) {
        return None;
    }
    let can_be_less = Doses::of(plan).eased() != Doses::of(plan);
    let holds = |word: Word, day: NaiveDate| match word {
        Word::Ease => eased.is_none() && can_be_less && is_low(days, day),
        Word::Back => eased.is_some() && is_back(days, day),
        Word::See => is_unchanged(days, day),
        Word::Further => has_stretched_in_vain(days, day),
        Word::Worse => is_worse(days, day),
    };
    [Word::Back, Word::Ease, Word::Worse, Word::Further, Word::See].into_iter().find(|word| {
        let last = ledger.iter().filter(|entry| entry.why == word.said() && entry.day <= today).map(|entry| entry.day);
        holds(*word, today) && last.max().is_none_or(|last| is_new(*word, (last, today), holds))
    })
}

/// Whether a time that is now is another one than that of which it was said: it had ended between them.
fn is_new(word: Word, (last, today): (NaiveDate, NaiveDate), holds: impl Fn(Word, NaiveDate) -> bool) -> bool {
    let since = (today - last).num_days();
    if since > LOOK_BACK.num_days() {
        return true;
    }
    let mut between = last.iter_days().skip(1).take_while(|day| *day < today);
    since >= word.takes() && between.any(|day| !holds(word, day))
}

/// The median first-step pain of a foot in the seven days up to one.
fn week(days: &Days, side: Side, day: NaiveDate) -> Option<Median> {
    let from = day.checked_sub_days(Span::new(WINDOW - 1))?;
    let within =
        || days.since(from).take_while(|(one, _)| *one <= day).filter_map(|(_, lived)| lived.first_step.of(side));
    Median::of(within()).filter(|_| within().count() >= ENOUGH)
}

/// Whether the four weeks up to a day were low, for each foot that is rated.
fn is_low(days: &Days, day: NaiveDate) -> bool {
    let weeks = |side| {
        let ends = (0..LOW_WEEKS).map(move |week| day.checked_sub_days(Span::new(week * WINDOW)));
        ends.map(|end| week(days, side, end?)).collect::<Vec<_>>()
    };
    let is_rated = |weeks: &Vec<Option<Median>>| weeks.iter().any(Option::is_some);
    let rated: Vec<_> = Side::BOTH.into_iter().map(weeks).filter(is_rated).collect();
    !rated.is_empty() && rated.iter().flatten().all(|week| week.is_some_and(|median| median.halves() <= LOW))
}

fn is_back(days: &Days, day: NaiveDate) -> bool {
    Side::BOTH.into_iter().filter_map(|side| week(days, side, day)).any(|median| median.halves() >= BACK)
}

/// The medians of so many days before and of now, of each foot that was rated in both.
fn then_and_now(days: &Days, day: NaiveDate, before: u64) -> impl Iterator<Item = (Median, Median)> {
    let from = day.checked_sub_days(Span::new(before));
    Side::BOTH.into_iter().filter_map(move |side| Some((week(days, side, from?)?, week(days, side, day)?)))
}

/// Whether these are the same, and not low.
fn is_same((then, now): (Median, Median)) -> bool {
    now.halves() > LOW && now.halves().abs_diff(then.halves()) < CHANGE
}

/// How many of so many days up to one had a session of a kind.
fn days_with(days: &Days, (day, span): (NaiveDate, u64), is_it: impl Fn(&Sitting) -> bool) -> usize {
    let Some(from) = day.checked_sub_days(Span::new(span)) else { return 0 };
    let lived = days.since(from).take_while(|(one, _)| *one <= day);
    lived.filter(|(one, lived)| *one > from && lived.sessions.iter().any(&is_it)).count()
}

/// Whether a foot hurts as it did two weeks before, and something was done about it.
fn is_unchanged(days: &Days, day: NaiveDate) -> bool {
    days_with(days, (day, UNCHANGED), |_| true) >= TRIED && then_and_now(days, day, UNCHANGED).any(is_same)
}

/// Whether a foot hurts as it did four weeks before, and the sole was stretched meanwhile.
fn has_stretched_in_vain(days: &Days, day: NaiveDate) -> bool {
    let weeks = UNCHANGED + UNCHANGED;
    days_with(days, (day, weeks), |one| one.stretched) >= TRIED + TRIED && then_and_now(days, day, weeks).any(is_same)
}

/// Whether a foot hurts more than two weeks before, by a point or more.
fn is_worse(days: &Days, day: NaiveDate) -> bool {
    let is_more = |(then, now): (Median, Median)| now.halves() > LOW && now.halves() >= then.halves() + CHANGE;
    then_and_now(days, day, UNCHANGED).any(is_more)
}
