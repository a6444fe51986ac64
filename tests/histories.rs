//! The histories that pictures are drawn from and speed is measured with: as somebody could have lived them.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use solemate::domain::body::Side;
use solemate::domain::dawn::Dawn;
use solemate::domain::record::{Ending, Fact, PainKind, What};
use solemate::domain::time::{Moment, Now};
use solemate::domain::trend::{Diary, Measure};

#[path = "../examples/histories/model.rs"]
mod model;

fn until() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn lived(sessions: u64) -> Vec<Fact> {
    model::Person::new(sessions, 20, 1, until()).flatten().collect()
}

fn ratings(facts: &[Fact], kind: PainKind, side: Side) -> usize {
    let said = |fact: &&Fact| matches!(&fact.what, What::Pain(r) if r.kind == kind && r.side == side);
    facts.iter().filter(said).count()
}

#[test]
fn a_year_has_everything_that_a_life_with_heel_pain_has() {
    let facts = lived(400);
    let sessions: Vec<_> = facts
        .iter()
        .filter_map(|fact| match &fact.what {
            What::Session(record) => Some(record),
            _ => None,
        })
        .collect();
    assert_eq!(sessions.len(), 400);
    let routines: BTreeSet<_> = sessions.iter().map(|record| record.name.as_str()).collect();
    assert!(routines.len() >= 8, "{routines:?}");
    let ends = |ending| sessions.iter().filter(|record| record.ending == ending).count();
    assert!(ends(Ending::Early) > 10 && ends(Ending::Interrupted) > 0);
    assert!(sessions.iter().filter(|record| !record.hurts().is_empty()).count() > 15);
    assert!(
        sessions.iter().all(|record| !record.did_nothing() && record.steps.iter().any(|step| step.done.as_secs() > 0))
    );
    for side in Side::BOTH {
        for kind in
            [PainKind::FirstStep, PainKind::DayAverage, PainKind::NowBefore, PainKind::NowDuring, PainKind::NowAfter]
        {
            assert!(ratings(&facts, kind, side) > 0, "{kind:?} {side:?}");
        }
    }
    let events = facts.iter().filter(|fact| matches!(fact.what, What::Event(_))).count();
    let notes = facts.iter().filter(|fact| matches!(fact.what, What::Note(_))).count();
    assert!(events >= 6 && notes >= 15, "{events} events, {notes} notes");
}

#[test]
fn it_is_no_straight_line_and_has_holes() {
    let facts = lived(500);
    let mut diary = Diary::new(Default::default());
    facts.iter().for_each(|fact| diary.take(fact));
    let series = Side::BOTH.map(|side| diary.series(Measure::FirstStep, side));
    for series in &series {
        let line: Vec<_> = series.line(diary.first().unwrap(), until()).concat();
        let monthly: Vec<_> = line.iter().step_by(28).map(|(_, median)| median.halves()).collect();
        assert!(monthly.windows(2).any(|pair| pair[0] + 2 <= pair[1]), "it never gets worse: {monthly:?}");
        assert!(monthly.windows(2).any(|pair| pair[0] >= pair[1] + 2), "it never gets better: {monthly:?}");
    }
    let sorer = |series: &solemate::domain::trend::Series| {
        let points = series.points();
        points.iter().map(|point| point.pain.value()).collect::<Vec<_>>()
    };
    let [left, right] = series.each_ref().map(sorer);
    let month = |values: &[u8], from: usize| values[from..from + 20].iter().map(|value| u32::from(*value)).sum::<u32>();
    assert!(month(&left, 0) > month(&right, 0));
    assert!((20..left.len().min(right.len()) - 20).any(|from| month(&right, from) > month(&left, from) + 20));
    let days: Vec<NaiveDate> = facts.iter().map(|fact| fact.at.date_naive()).collect();
    assert!(days.windows(2).any(|pair| (pair[1] - pair[0]).num_days() >= 7), "nobody was ever away");
}

#[test]
fn the_same_seed_is_the_same_life_and_another_seed_is_another() {
    let of = |seed| model::Person::new(60, 20, seed, until()).flatten().collect::<Vec<Fact>>();
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

/// What is dated where nobody lived is in no figure: a history for measuring must not be of that kind.
#[test]
fn every_entry_of_a_very_long_history_is_in_its_figures() {
    let mut diary = Diary::new(Default::default());
    let mut sessions = 0;
    let mut first = None;
    let (mut last, mut ids) = (until(), BTreeSet::new());
    for fact in model::Person::new(20_000, 4, 1, until()).flatten() {
        diary.take(&fact);
        sessions += u32::from(matches!(fact.what, What::Session(_)));
        first.get_or_insert(fact.at.year());
        last = fact.at.date_naive();
        assert!(fact.rev > 0 || ids.insert(fact.id));
    }
    let wall = until().and_hms_opt(23, 0, 0).unwrap().and_utc().fixed_offset();
    diary.end_with(Now { moment: Moment::default(), wall, dawn: Dawn::default() });
    assert_eq!((sessions, diary.unplaced()), (20_000, 0));
    assert!(first.is_some_and(|year| year >= 2022), "{first:?}");
    assert!((until() - last).num_days() < 3, "{last}");
}
