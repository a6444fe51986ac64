//! What home lists, and in which order: one's own and what was done lately first, what is hidden not at all.

use std::time::Duration;

use chrono::TimeDelta;
use solemate::domain::desk::{Answer, Ask};
use solemate::domain::record::{Ending, Fact, SessionRecord, What};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};

/// The names of the routines that are listed, in their order.
fn listed(house: &House) -> Vec<String> {
    let screen = house.screen_at(80, 60);
    let rows = screen.lines().skip_while(|line| !line.trim().starts_with("Routines"));
    let name = |line: &str| {
        let words = line.trim_start_matches([' ', '▸']).split("  ").next()?;
        let is_row = line.contains(':') && !words.is_empty();
        is_row.then(|| words.to_owned())
    };
    rows.skip(1).filter_map(name).collect()
}

fn with_done(done: &[(&str, i64)]) -> House {
    let open = House::open();
    let mut disk = Disk::default();
    for (id, days) in done {
        let record = SessionRecord {
            routine: RoutineId::new(id).unwrap(),
            name: Clean::visible(id),
            started: open.now.wall - TimeDelta::days(*days),
            ending: Ending::Finished,
            planned: Duration::from_secs(60),
            lived: Duration::from_secs(60),
            paused: Duration::ZERO,
            fitted: None,
            steps: Vec::new(),
        };
        disk.said.push(Fact::new(record.started, What::Session(record)));
    }
    House::with(disk, |_| {})
}

#[test]
fn ones_own_and_what_was_done_lately_stand_before_all_others() {
    let mut house = with_done(&[("gentle-day", 3), ("slow-raises-2", 1)]);
    house.write_own("zz-mine", "name = \"Zz mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"\n");
    house.write_own("mine", "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"\n");
    let names = listed(&house);
    let expected = ["Calf Classic", "Ten by Ten", "Mine", "Zz mine", "Slow Heel Raises, stage 2", "Gentle Day"];
    assert_eq!(names[..6], expected, "{names:?}");
    house.size = (80, 40);
    house.hides("For now").shows("Yours").shows("Done lately").shows("More").press("/").hides("Done lately");
    house.press("<esc>").size = (40, 12);
    house.hides("Done lately").shows("Calf Classic");
}

#[test]
fn what_was_done_in_a_session_moves_up_and_what_is_next_is_marked() {
    let mut house = House::open();
    house.size = (80, 40);
    house.press("/chair calf<enter><enter><enter>").wait("30m").press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    assert_eq!(listed(&house)[..3], ["Ten by Ten", "Gentle Day", "Chair Calf Circles"]);
    assert!(house.screen().lines().any(|line| line.contains('▸') && line.contains("Ten by Ten")));
}

#[test]
fn what_is_hidden_is_not_listed_and_the_same_key_takes_it_back() {
    let mut house = House::open();
    house.size = (80, 50);
    let all = listed(&house);
    house.press("jjj").press("x").shows("hidden: x lists it again").shows("1 hidden, H shows it");
    assert!(house.screen_at(40, 12).contains("1 hidden"));
    assert_eq!(listed(&house), all, "it stays in sight until another one is marked");
    assert!(std::fs::read_to_string(house.path("hidden")).unwrap().contains("calf-chair"));
    house.press("x").hides("hidden");
    assert_eq!(listed(&house), all);
    house.press("xj");
    let fewer: Vec<String> = all.iter().filter(|name| **name != all[3]).cloned().collect();
    assert_eq!(listed(&house), fewer);
    assert!(house.screen().lines().any(|line| line.contains('▸') && line.contains(&all[4])), "{house:?}");
    house.press("H").shows("H hides it again");
    assert_eq!(listed(&house), all);
    house.press("H");
    assert_eq!(listed(&house), fewer);
    // A filter finds it, and it can be begun.
    house.press("/chair calf").shows("hidden").press("<enter>").shows("Is any of this so today?").press("<esc>");
    house.press("/chair calf<esc>").shows("hidden: x lists it again").press("x").press("<home>");
    assert_eq!(listed(&house), all);
}

#[test]
fn a_new_routine_that_was_never_saved_is_listed_and_opens_where_it_was() {
    let mut house = House::open();
    house.press("n3Sunday<enter><end>d<esc><esc>").shows("Sunday").shows("draft, unsaved");
    assert_eq!(house.own("sunday"), None);
    // It cannot be lived before it is saved.
    house.press("/sunday<esc>m").shows("It is not saved yet").press("<enter>").shows("2 steps").shows("not saved yet");
    house.press("<c-s><enter>").press("<esc>").hides("draft, unsaved").shows("Sunday");
    assert!(house.own("sunday").is_some());

    house.press("n3Monday<enter><end>d<esc><esc>").shows("draft, unsaved").press("/monday<esc>e<esc>D");
    house.hides("Monday");
    assert!(!house.path("state/drafts/monday.json").exists());
}

#[test]
fn a_library_that_is_all_hidden_says_so_and_how_to_see_it() {
    let mut house = House::open();
    house.size = (120, 40);
    let Some(Answer::Entries(entries)) = house.desk().answer(Ask::List) else { panic!("a list") };
    for id in entries.into_iter().filter_map(|entry| entry.id) {
        let entries = house.desk().answer(Ask::Hide(id, true)).map(Msg::Desk).unwrap();
        house.hear(entries);
    }
    house.shows("All are hidden: H shows them.").hides("Nothing is called that");
}

#[test]
fn feet_of_unequal_length_are_both_said() {
    let mut house = House::open();
    house.size = (120, 40);
    house.write_own("mine", "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = { left = \"1m\", right = \"2m\" }\n");
    house.press("/mine").shows("left 1:05, right 2:05");
}

#[test]
fn two_of_one_name_are_told_apart_by_their_files() {
    let mut house = House::open();
    house.size = (120, 40);
    for id in ["mine", "other"] {
        house.write_own(id, "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = 60\n");
    }
    house.press("/mine").shows("yours, mine.toml").press("<down>").shows("yours, other.toml");
}

#[test]
fn a_draft_says_why_it_is_not_hidden() {
    let mut house = House::open();
    house.size = (120, 40);
    house.press("n3Sunday<enter><end>d<esc><esc>").press("/sunday<esc>");
    house.press("x").shows("It is not saved yet: Enter opens it as it was left");
}
