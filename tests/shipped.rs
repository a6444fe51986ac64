//! What ships is tested as shipped: every routine parses, plans, and adds up to its stated time.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;

use solemate::domain::body::{Feet, Technique};
use solemate::domain::catalogue::Summary;
use solemate::domain::health::Deed;
use solemate::domain::plan::{Choice, First, Plan};
use solemate::domain::routine::{Routine, Step, Work};
use solemate::domain::time::{Seconds, clock};
use solemate::store::library::Library;
use solemate::store::shipped::{self, Shipped};

/// Every shipped routine: id, total for two feet, total for one, number of steps.
const TABLE: [(&str, &str, &str, usize); 17] = [
    ("first-steps", "9:24", "5:27", 7),
    ("calf-classic", "13:20", "7:10", 3),
    ("calf-chair", "5:35", "3:00", 4),
    ("six-ways", "19:52", "10:06", 11),
    ("studio-flow", "16:04", "8:12", 8),
    ("ball-roll", "6:37", "3:26", 5),
    ("cold-bottle", "10:55", "5:50", 3),
    ("calf-roller", "8:10", "4:25", 6),
    ("ten-by-ten", "4:39", "2:27", 2),
    ("desk-break", "5:00", "2:56", 5),
    ("wind-down", "15:14", "7:47", 8),
    ("slow-raises-0", "7:23", "7:23", 2),
    ("slow-raises-1", "11:26", "9:23", 2),
    ("slow-raises-2", "13:55", "12:00", 2),
    ("slow-raises-3", "15:50", "14:05", 2),
    ("gentle-day", "6:20", "4:40", 7),
    ("full-session", "26:59", "13:42", 9),
];

fn read(shipped: &Shipped) -> Routine {
    Library::new(None).load(shipped.id).unwrap_or_else(|error| panic!("routines/{}.toml: {error}", shipped.id))
}

/// Every shipped routine with each of its steps.
fn each_step(mut look: impl FnMut(&Shipped, &Step)) {
    for shipped in shipped::ALL {
        read(shipped).steps.iter().for_each(|step| look(shipped, step));
    }
}

#[test]
fn every_routine_takes_exactly_its_stated_time() {
    for (row, (id, two, one, steps)) in shipped::ALL.iter().zip(TABLE) {
        assert_eq!(row.id, id, "the order of the library");
        let routine = read(row);
        assert_eq!(routine.steps.len(), steps, "steps of {id}");
        for first in [First::Left, First::Right] {
            let total = |work| {
                let plan = Plan::unroll(&routine, Choice { work, sore: work, first, ..Choice::default() });
                assert!(plan.is_sound(), "{id}");
                clock(plan.total())
            };
            assert_eq!(total(Feet::Both), two, "{id}, two feet");
            assert_eq!(total(Feet::Left), one, "{id}, left only");
            assert_eq!(total(Feet::Right), one, "{id}, right only");
        }
    }
    assert_eq!(shipped::ALL.len(), TABLE.len());
}

#[test]
fn every_file_in_the_folder_is_shipped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/routines");
    let files: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let shipped: BTreeSet<String> = shipped::ALL.iter().map(|s| format!("{}.toml", s.id)).collect();
    assert_eq!(files, shipped);
}

#[test]
fn the_row_of_a_routine_says_what_its_file_says() {
    for row in shipped::ALL {
        let summary = Summary::of(&read(row), Feet::Both);
        assert_eq!(row.summary(), summary, "the row in src/store/shipped.rs should be:\n{}", row_for(row.id, &summary));
    }
}

fn row_for(id: &str, summary: &Summary) -> String {
    let totals = summary.totals;
    let said = |(deed, seconds): &(Deed, Seconds)| {
        let zones: Vec<_> = deed.zones.iter().collect();
        format!("deed({:?}, &{zones:?}, {seconds})", deed.technique, seconds = seconds.0)
    };
    format!(
        "Shipped {{\n    id: \"{id}\",\n    text: text!(\"{id}\"),\n    name: {:?},\n    goal: {:?},\n    when: &{:?},\n    \
         techniques: &{:?},\n    totals: totals({}, {}),\n    deeds: &[{}],\n    lengths: &[{}],\n    travels: {},\n}},",
        summary.name.as_str(),
        summary.goal.as_deref().unwrap_or_default(),
        summary.when.iter().map(|word| word.as_str()).collect::<Vec<_>>(),
        summary.techniques,
        totals.both.0,
        totals.left.0,
        summary.deeds.iter().map(said).collect::<Vec<_>>().join(", "),
        summary
            .lengths
            .iter()
            .map(|one| format!("totals({}, {})", one.both.0, one.left.0))
            .collect::<Vec<_>>()
            .join(", "),
        summary.travels,
    )
}

#[test]
fn every_step_can_be_followed_by_ear_and_by_eye() {
    each_step(|shipped, step| {
        let at = format!("{}: {}", shipped.id, step.name);
        let cue = step.cue.as_deref().unwrap_or_else(|| panic!("{at}: no cue"));
        assert!((8..=60).contains(&cue.chars().count()), "{at}: a cue is short enough to be spoken: {cue}");
        assert!(cue.ends_with('.'), "{at}: {cue}");
        assert!(step.how.as_deref().is_some_and(|how| how.ends_with('.')), "{at}: no instruction");
        assert!(step.technique.is_some(), "{at}: no technique");
        assert!(step.position.is_some(), "{at}: no position");
        assert!(!step.zones.is_empty(), "{at}: no zone");
        assert!(!step.source.is_empty(), "{at}: no source");
    });
}

#[test]
fn no_step_asks_for_more_than_discomfort_of_five() {
    each_step(|shipped, step| {
        let limit = step.limit.unwrap_or_else(|| panic!("{}: {}: no limit", shipped.id, step.name));
        assert!(limit <= 5, "{}: {}", shipped.id, step.name);
        if step.technique == Some(Technique::Settle) {
            assert_eq!(limit, 0, "{}: {}: settling does not hurt", shipped.id, step.name);
        }
    });
}

#[test]
fn every_source_that_a_step_names_can_be_looked_up() {
    for shipped in shipped::ALL {
        let routine = read(shipped);
        let known: BTreeSet<&str> =
            routine.sources.iter().filter_map(|s| s.split_once(": ")).map(|(id, _)| id).collect();
        assert_eq!(
            known.len(),
            routine.sources.len(),
            "{}: a source is an id, a colon and where to find it",
            shipped.id
        );
        for step in &routine.steps {
            for source in step.source.iter().filter(|source| !source.starts_with("our own choice: ")) {
                assert!(known.contains(source.as_str()), "{}: {}: {source}", shipped.id, step.name);
            }
        }
        for id in known {
            let named = routine.steps.iter().any(|step| step.source.iter().any(|s| s.as_str() == id));
            let noted = shipped.text.lines().any(|line| line.starts_with('#') && line.contains(&format!("({id})")));
            assert!(named || noted, "{}: {id} is listed and never used", shipped.id);
        }
    }
}

#[test]
fn figures_of_our_own_are_marked_as_such() {
    let ours = |step: &Step, what: &str| {
        step.source.iter().any(|s| s.strip_prefix("our own choice: ").is_some_and(|rest| rest.contains(what)))
    };
    each_step(|shipped, step| {
        let at = format!("{}: {}", shipped.id, step.name);
        assert!(step.pace.is_none() || ours(step, "pace"), "{at}: every pace is ours");
        assert!(step.priority.is_none() || ours(step, "priority"), "{at}: every priority is ours");
        assert!(step.least.is_none() || ours(step, "least"), "{at}: every least dose is ours");
        let all_ours = matches!(shipped.id, "calf-chair" | "six-ways" | "studio-flow");
        if all_ours && matches!(step.work, Work::Time { .. }) {
            assert!(ours(step, "time"), "{at}: every time of this routine is ours");
        }
        assert!(!matches!(step.work, Work::Holds { .. }) || ours(step, ""), "{at}: the release between holds is ours");
    });
}

#[test]
fn only_the_limit_of_a_step_says_how_much_is_too_much() {
    // A level lowers the limit, and no text can follow it.
    each_step(|shipped, step| {
        for text in [&step.cue, &step.how, &step.care].into_iter().flatten() {
            assert!(!text.contains(" of 10"), "{}, {}: {text}", shipped.id, step.name);
        }
    });
}
