//! What is counted on the page: minutes, routines, where it hurt, and how pain changed in sessions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gather::Gather;
use super::page::{Asked, capital};
use crate::domain::body::{Side, Technique};
use crate::domain::order;
use crate::domain::trend::techniques;
use crate::domain::words::nearest_minutes;
use chrono::NaiveDate;

/// So many steps are named at which it hurt, and so many routines: the page is one sheet.
const NAMED: usize = 6;

/// Something that came so often.
#[derive(Serialize)]
pub(super) struct Times {
    pub(super) name: String,
    pub(super) times: usize,
}

/// The minutes of one technique.
pub(super) struct Work {
    pub(super) name: &'static str,
    pub(super) left: String,
    pub(super) right: String,
    pub(super) both: String,
}

/// Sessions of one foot, counted by how pain changed in them.
#[derive(Serialize)]
pub(super) struct Around {
    #[serde(skip)]
    pub(super) name: &'static str,
    pub(super) rated: usize,
    pub(super) lower: usize,
    pub(super) same: usize,
    pub(super) higher: usize,
    /// The strongest pain that was rated in the middle of a session.
    #[serde(rename = "most_during")]
    pub(super) during: Option<u8>,
}

impl Work {
    /// The minutes under these headings. Where a line is too short, it breaks before the "of".
    pub(super) fn of(&self, sides: &[&str]) -> Vec<String> {
        let of = |side: &&str| match *side {
            "left" => &self.left,
            "right" => &self.right,
            _ => &self.both,
        };
        sides.iter().map(|side| of(side).replace("of ", "of\u{a0}")).collect()
    }
}

/// What was practised from one day to another.
pub(super) fn routines(gather: &Gather, (from, to): (NaiveDate, NaiveDate)) -> Vec<Times> {
    let within = gather.routines.iter().filter(|((day, _), _)| (from..=to).contains(day));
    counted(within.map(|((_, name), times)| (name.to_string(), *times)))
}

/// Where it hurt from one day to another: the side and the step.
pub(super) fn hurts(gather: &Gather, (from, to): (NaiveDate, NaiveDate)) -> Vec<Times> {
    let within = gather.hurts.iter().filter(|((day, ..), _)| (from..=to).contains(day));
    counted(within.map(|((_, side, step), times)| {
        let side = side.map_or("both", Side::word);
        (format!("{side}: {step}"), *times)
    }))
}

/// The minutes of each technique on each side, the most first.
pub(super) fn work(gather: &Gather, Asked { range, today, .. }: Asked) -> Vec<Work> {
    let doses = gather.diary.doses(range, today);
    let line = |technique: Option<Technique>| {
        let of = |side: Option<Side>| {
            let dose = doses.iter().find(|dose| (dose.technique, dose.side) == (technique, side));
            dose.map_or_else(String::new, |dose| {
                format!("{} of {}", nearest_minutes(dose.done), nearest_minutes(dose.planned))
            })
        };
        Work {
            name: technique.map_or("other work", |technique| technique.apart()[0]),
            left: of(Some(Side::Left)),
            right: of(Some(Side::Right)),
            both: of(None),
        }
    };
    techniques(&doses).into_iter().map(line).collect()
}

/// How pain changed in the sessions of a foot; nothing where it was not rated around any.
pub(super) fn around(gather: &Gather, Asked { range, today, .. }: Asked, side: Side) -> Option<Around> {
    let sessions = gather.diary.around(range, today);
    let changes: Vec<i8> = sessions.iter().filter_map(|session| session.pain.of(side).change()).collect();
    let count = |fits: fn(&i8) -> bool| changes.iter().copied().filter(fits).count();
    let within = |day: NaiveDate| (range.from(today, gather.diary.first())..=today).contains(&day);
    let during = gather.during.iter().filter(|((day, of), _)| *of == side && within(*day));
    let during = during.map(|(_, pain)| pain.value()).max();
    (!changes.is_empty() || during.is_some()).then(|| Around {
        name: capital(side),
        rated: changes.len(),
        lower: count(|change| *change <= -2),
        same: count(|change| change.abs() <= 1),
        higher: count(|change| *change >= 2),
        during,
    })
}

/// Names with how often they came, the most frequent first.
fn counted(all: impl Iterator<Item = (String, usize)>) -> Vec<Times> {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for (name, times) in all {
        *sums.entry(name).or_default() += times;
    }
    let mut lines: Vec<Times> = sums.into_iter().map(|(name, times)| Times { name, times }).collect();
    order::by_key(&mut lines, |line| std::cmp::Reverse(line.times));
    lines
}

/// The first of these lines, and the rest in one.
pub(super) fn shortened(mut lines: Vec<Times>) -> Vec<Times> {
    if lines.len() > NAMED {
        let rest = lines.split_off(NAMED - 1);
        let name = format!("{} others", rest.len());
        lines.push(Times { name, times: rest.iter().map(|line| line.times).sum() });
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::dawn::Dawn;
    use crate::domain::record::{Ending, Fact, Pain, PainKind, Rating, SessionRecord, What};
    use crate::domain::routine::RoutineId;
    use crate::domain::text::Clean;
    use crate::domain::time::{Moment, Now, stamp};
    use crate::domain::trend::Range;

    fn gathered(rated: &[(u64, Option<u8>, Option<u8>)]) -> Gather {
        let mut gather = Gather::new(Now {
            moment: Moment::default(),
            wall: stamp::read("2026-11-20T22:00:00+01:00").unwrap(),
            dawn: Dawn::default(),
        });
        for (days, before, after) in rated {
            let at = stamp::read("2026-11-20T20:00:00+01:00").unwrap() - chrono::Days::new(*days);
            let record = SessionRecord {
                routine: RoutineId::new("wind-down").unwrap(),
                name: Clean::visible("End of Day"),
                started: at,
                ending: Ending::Finished,
                planned: Duration::from_secs(60),
                lived: Duration::from_secs(60),
                paused: Duration::ZERO,
                fitted: None,
                steps: Vec::new(),
            };
            let session = Fact::new(at, What::Session(record));
            for (kind, value) in [(PainKind::NowBefore, before), (PainKind::NowAfter, after)] {
                let Some(value) = value.map(|value| Pain::try_from(value).unwrap()) else { continue };
                let (side, session) = (Side::Left, Some(session.id));
                let rating = Rating { side, kind, value, session, note: None, place: None };
                gather.take(&Fact::new(at, What::Pain(rating)));
            }
            gather.take(&session);
        }
        gather
    }

    fn counts(gather: &Gather, weeks: u16) -> Option<[usize; 4]> {
        let today = "2026-11-20".parse().unwrap();
        let asked = Asked { range: Range::Weeks(weeks), today, notes: false, unread: 0 };
        assert!(around(gather, asked, Side::Right).is_none());
        around(gather, asked, Side::Left).map(|of| [of.rated, of.lower, of.same, of.higher])
    }

    #[test]
    fn changes_around_sessions_worked_out_by_hand() {
        let gather = gathered(&[
            (0, Some(5), Some(3)),
            (1, Some(5), Some(4)),
            (2, Some(5), Some(5)),
            (3, Some(5), Some(6)),
            (4, Some(5), Some(7)),
            (5, Some(5), None),
            (6, None, Some(2)),
            (7, Some(9), Some(0)),
        ]);
        assert_eq!(counts(&gather, 1), Some([5, 1, 3, 1]), "the eighth is a week ago");
        assert_eq!(counts(&gather, 2), Some([6, 2, 3, 1]));
        assert_eq!(counts(&gathered(&[(0, Some(5), None)]), 1), None, "one number is no change");
    }

    proptest! {
        /// Against the plain way: the difference of each pair, on one of three piles.
        #[test]
        fn changes_around_sessions_are_what_pencil_and_paper_say(
            rated in prop::collection::vec(
                (0..40_u64, prop::option::weighted(0.8, 0..=10_u8), prop::option::weighted(0.8, 0..=10_u8)),
                0..30,
            ),
            weeks in 1..6_u16,
        ) {
            let shown = rated.iter().filter(|(days, ..)| *days < u64::from(weeks) * 7);
            let pairs = shown.filter_map(|(_, before, after)| Some((i32::from((*before)?), i32::from((*after)?))));
            let piles = pairs.fold([0; 4], |[all, lower, same, higher], (before, after)| {
                let change = after - before;
                [all + 1, lower + usize::from(change < -1), same + usize::from((-1..=1).contains(&change)), higher + usize::from(change > 1)]
            });
            prop_assert_eq!(counts(&gathered(&rated), weeks), Some(piles).filter(|piles| piles[0] > 0));
        }
    }
}
