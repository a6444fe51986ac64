//! What was done and rated: found, opened, corrected, deleted and brought back.

use std::time::Duration;

use solemate::domain::body::Side::{self, Left, Right};
use solemate::domain::record::PainKind::{self, DayAverage, FirstStep, NowAfter, NowBefore, NowDuring};
use solemate::domain::record::{Ending, Event, Fact, Hurt, Rating, SessionRecord, StepRecord, What};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};
use super::support::live::{routine, timed, wall};

fn rating(at: &str, side: Side, kind: PainKind, value: u8) -> Fact {
    let value = value.try_into().unwrap();
    Fact::new(wall(at), What::Pain(Rating { side, kind, value, session: None, note: None, place: None }))
}

/// A few days, on a Friday evening.
fn days() -> Disk {
    let mut noted = rating("2026-10-05T21:00:00+02:00", Left, DayAverage, 5);
    if let What::Pain(rating) = &mut noted.what {
        rating.note = Some(Clean::visible("new insoles"));
    }
    Disk {
        said: vec![
            noted,
            rating("2026-11-18T07:00:00+01:00", Left, FirstStep, 4),
            rating("2026-11-18T07:00:00+01:00", Right, FirstStep, 1),
            rating("2026-11-19T07:00:00+01:00", Left, FirstStep, 6),
        ],
        ..Disk::default()
    }
}

fn history() -> House {
    let mut house = House::with(days(), |_| {});
    house.press("h");
    assert_eq!(house.scope(), Scope::History);
    house
}

/// After a session that was rated before, in the middle and after, and noted; back on home.
fn lived() -> House {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter>53<enter>").wait("10s").press("7").wait("5m");
    house.press("42nTight calf<enter><enter>");
    house
}

/// The times of the ratings that count, oldest first said first.
fn times(house: &House) -> Vec<String> {
    let facts = house.kept();
    facts.iter().filter(|fact| matches!(fact.what, What::Pain(_))).filter_map(|fact| stamp::write(fact.at)).collect()
}

#[test]
fn a_long_name_of_a_step_stands_whole_where_there_is_room_and_the_left_arrow_leads_back_in_time() {
    let long = "Slow circles with both thumbs along the inner edge of the sole";
    let mut step = timed(60);
    step.name = Clean::visible(long);
    let mut house = House::start(routine([step]));
    house.press("<enter>53<enter>").wait("5m").press("<enter>");
    house.size = (120, 40);
    house.press("h<enter>").shows(long).shows("← older   → newer");
}

#[test]
fn typing_finds_by_foot_kind_day_and_words_of_a_note() {
    let mut house = history();
    house.press("/left first-step 2026-11").shows("1 of 2, 4 in all").hides("right foot").hides("day-average");
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::History);
    house.shows("/left first-step 2026-11").press("j<enter>").shows("2026-11-18 07:00");
    house.press("<esc>").shows("2 of 2, 4 in all").press("<esc>").shows("2 of 4").hides("in all");
    house.press("/INSOLES").shows("1 of 1").shows("day-average").shows("new insoles");
    house.press("<c-u>no such thing").shows("Nothing has all of these words.").press("<esc>").shows("of 4");
}

#[test]
fn letters_and_digits_of_a_filter_are_no_commands() {
    let mut house = history();
    let before = house.kept();
    house.press("/dua?q7").shows("/dua?q7");
    house.hear(Msg::Paste(Clean::visible("d d")));
    assert_eq!((house.scope(), house.kept()), (Scope::Seek, before));
    house.press("<c-u><backspace>");
    assert_eq!(house.scope(), Scope::History);
}

#[test]
fn a_rating_is_opened_and_corrected_and_stays_on_its_day() {
    let mut house = history();
    house.press("<enter>").shows("yesterday 07:00").shows("[6]").press("3").shows("saved").press("<esc>");
    house.shows("first-step pain, left foot: 3").hides("left foot: 6").shows("Thu 19 Nov 2026");
    assert!(times(&house).contains(&"2026-11-19T07:00:00+01:00".to_owned()), "{:?}", times(&house));
    let [.., corrected] = &house.disk.said[..] else { panic!("facts") };
    assert_eq!((corrected.rev, house.kept().len()), (1, 4));
    // The day's rating is corrected on the charts too, and no other day has it.
    house.press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
    house.shows("First step");
}

#[test]
fn a_rating_can_be_moved_to_another_time_and_told_in_words() {
    let mut house = history();
    house.press("<enter>w2026-11-17 06:30<enter>narch<enter><esc>").shows("Tue 17 Nov 2026 06:30").shows("arch");
    assert_eq!(times(&house).len(), 4);
}

#[test]
fn the_other_foot_of_a_rating_is_added_at_the_same_time() {
    let mut house = history();
    house.press("<enter><tab>2<esc>").shows("right foot: 2").shows("of 5");
    assert_eq!(times(&house).iter().filter(|at| *at == "2026-11-19T07:00:00+01:00").count(), 2);
}

#[test]
fn a_late_entry_asks_for_its_time_first() {
    let mut house = history();
    house.press("ayesterday 21:30<enter><right>31<esc>").shows("day-average pain, left foot: 3").shows("21:30");
    let last: Vec<_> = house.ratings().split_off(4);
    assert_eq!(last, [(Left, DayAverage, 3), (Right, DayAverage, 1)]);
    assert_eq!(times(&house).iter().filter(|at| *at == "2026-11-19T21:30:00+01:00").count(), 2);
}

#[test]
fn the_mark_goes_to_a_late_entry_wherever_it_stands() {
    let mut house = history();
    house.press("ayesterday 21:30<enter><right>3<esc><enter>").shows("yesterday 21:30");
}

#[test]
fn the_list_says_at_once_what_reading_it_again_would_say() {
    let rows = |house: &mut House| {
        let screen = house.press("<home>").screen();
        screen.lines().filter(|line| line.contains(':')).map(str::to_owned).collect::<Vec<_>>()
    };
    for keys in [
        "<enter>3<esc>",
        "<enter>x<esc>",
        "<enter><tab>2<esc>",
        "<enter>w2026-11-17 06:30<enter>narch<enter><esc>",
        "jj<enter>w2026-10-01 06:30<enter>8<esc>",
        "ayesterday 21:30<enter><right>31<esc>",
        "/left<enter><enter>3<tab>8<esc><esc>",
        "a2026-11-19 07:00<enter>3<esc>",
        "a2026-11-18 07:00<enter>32<esc>",
        "a2026-11-19 07:00<enter>3<esc>a2026-11-19 07:00<enter>8<esc>",
        "a2026-11-19 07:00<enter>3<esc>j<enter>9<esc>",
        "<enter>3<esc>du",
    ] {
        let mut house = history();
        let before = rows(&mut house);
        let at_once = rows(house.press(keys));
        assert_ne!(at_once, before, "{keys}");
        assert_eq!(rows(house.press("<esc>h")), at_once, "{keys}");
    }
    let mut house = lived();
    let before = rows(house.press("h"));
    let at_once = rows(house.press("<enter>r9<tab>1<esc>n, better<enter><esc>"));
    assert_ne!(at_once, before);
    assert_eq!(rows(house.press("<esc>h")), at_once);
}

#[test]
fn what_is_deleted_comes_back_as_it_was() {
    let mut house = history();
    let before = house.kept();
    house.press("d").shows("Deleted. u brings it back.").hides("left foot: 6").shows("1 of 3");
    assert_eq!(house.kept().len(), 3);
    house.press("jd").shows("2 of 2").press("uu").shows("left foot: 6").shows("of 4").hides("Deleted.");
    let mut after = house.kept();
    after.iter_mut().for_each(|fact| (fact.rev, fact.corrected_at) = (0, None));
    assert_eq!(after.len(), before.len());
    assert!(before.iter().all(|fact| after.contains(fact)));
    house.press("u").shows("There is nothing to bring back");
    assert_eq!(house.kept().len(), 4, "nothing is left to bring back");
}

#[test]
fn what_was_deleted_before_the_history_was_left_comes_back_the_last_of_it_first() {
    let mut house = lived();
    let ratings = house.ratings();
    house.wait("1m").press("hd").shows("Deleted.");
    house.wait("1m").press("<esc>f4<esc>").wait("1m").press("hd").shows("Deleted.").press("q");
    assert_eq!((house.sessions().len(), house.ratings().len()), (0, 0));
    house.wait("1m").press("h/no such words<enter>u").shows("left foot: 4").shows("1 of 1");
    house.press("u").shows("L 5 → 4").shows("of 2").press("<enter>").shows("Tight calf").shows("5 before, 4 after");
    assert_eq!(house.ratings().len(), ratings.len() + 1);
    house.press("<esc>u").shows("There is nothing to bring back");
}

#[test]
fn d29_a_deletion_is_said_to_be_done_only_when_it_is() {
    let mut house = history();
    house.disk.full = true;
    house.press("d").hides("Deleted.").shows("Not saved yet");
    assert_eq!(house.kept().len(), 4);
    house.disk.full = false;
    house.press("u").shows("left foot: 6");
    assert_eq!(house.kept().len(), 4);
}

#[test]
fn a_session_is_deleted_with_its_ratings_and_note_and_comes_back_with_them() {
    let mut house = lived();
    let ratings = house.ratings();
    assert_eq!(ratings.len(), 5, "{ratings:?}");
    house.press("hd").shows("Deleted.");
    assert_eq!((house.sessions().len(), house.ratings(), house.notes()), (0, vec![], vec![]));
    house.press("u").shows("L 5 → 4").press("<enter>").shows("Tight calf").shows("5 before, 4 after");
    assert_eq!((house.ratings().len(), house.notes()), (5, vec!["Tight calf".to_owned()]));
    house.press("d").shows("Deleted.");
    assert_eq!((house.scope(), house.sessions().len()), (Scope::History, 0));
}

#[test]
fn the_note_of_a_session_is_gone_on_with() {
    let mut house = lived();
    house.press("h<enter>").shows("note  Tight calf").press("n, left<enter>").shows("Tight calf, left");
    assert_eq!(house.notes(), ["Tight calf, left"]);
    house.press("n<c-u><enter>").hides("Tight calf").press("nLoose<enter>").shows("Loose");
    assert_eq!(house.notes(), ["Loose"]);
    house.press("<esc>/loose").shows("1 of 1");
}

#[test]
fn the_ratings_of_a_session_are_corrected_where_they_are() {
    let mut house = lived();
    let before = times(&house);
    house.wait("20h");
    house.press("h<enter>r").shows("[Before]").shows("[5]").press("6").shows("saved");
    house.press("<right>").shows("[During, 20:30]").shows("[7]").press("3");
    house.press("<right>").shows("[After]").press("<tab>1<esc>").shows("6 before, 4 after").shows("at most 3 during");
    assert_eq!(
        house.ratings(),
        [(Left, NowBefore, 6), (Right, NowBefore, 3), (Left, NowDuring, 3), (Left, NowAfter, 4), (Right, NowAfter, 1)]
    );
    assert_eq!(times(&house), before, "nothing moved to another day");
    house.press("<esc>").shows("L 6 → 4");
}

#[test]
fn a_rating_that_was_missed_around_a_session_is_given_later_at_its_time() {
    let mut house = House::live(routine([timed(60)]));
    house.wait("5m").press("<enter>").wait("20h");
    house.press("h<enter>r5<esc>").shows("5 before");
    assert_eq!(house.ratings(), [(Left, NowBefore, 5)]);
    assert_eq!(times(&house), ["2026-11-20T20:30:00+01:00"]);
    let session = house.kept().iter().find(|fact| matches!(fact.what, What::Session(_))).map(|fact| fact.id);
    let belongs = |fact: &Fact| matches!(&fact.what, What::Pain(rating) if rating.session == session);
    assert!(house.kept().iter().any(belongs));
}

#[test]
fn a_correction_keeps_its_day_and_bears_the_moment_at_which_it_was_made() {
    let mut house = history();
    house.press("<enter>2");
    let said = house.disk.said.last().unwrap();
    assert_eq!((said.rev, said.at), (1, wall("2026-11-19T07:00:00+01:00")));
    assert_eq!(said.corrected_at, Some(house.now.wall));
    assert_eq!(house.disk.said[3].corrected_at, None, "what is said for the first time has its own time");
    house.press("<esc>d");
    let removed = house.disk.said.last().unwrap();
    assert_eq!((&removed.what, removed.corrected_at), (&What::Removed, Some(house.now.wall)));
}

#[test]
fn of_several_ratings_of_one_day_the_last_stands_first_and_the_others_say_that_they_were_given_again() {
    let mut disk = days();
    let morning = |side, value| rating("2026-11-20T07:00:00+01:00", side, FirstStep, value);
    disk.said.extend([morning(Left, 6), morning(Right, 2), morning(Right, 3)]);
    disk.said.push(rating("2026-11-19T06:30:00+01:00", Left, FirstStep, 8));
    let mut house = House::with(disk, |_| {});
    house.press("h");
    let rows: Vec<String> = house.screen().lines().skip(3).take(5).map(str::to_owned).collect();
    let wanted =
        ["left foot: 6", "right foot: 3", "right foot: 2  rated again", "left foot: 6", "left foot: 8  rated again"];
    for (row, wanted) in rows.iter().zip(wanted) {
        assert!(row.ends_with(wanted), "{rows:#?}");
    }
}

#[test]
fn a_notice_covers_neither_the_marked_row_nor_the_keys() {
    let mut disk = days();
    disk.said.extend((0..30).map(|n| rating(&format!("2026-09-{:02}T07:00:00+02:00", n % 28 + 1), Left, FirstStep, 5)));
    let long = Clean::visible(
        "this home was copied from elsewhere: what is added here goes to /somewhere/far/away/history/3f9a",
    );
    for size in [(40, 12), (80, 24)] {
        let mut house = House::with(disk.clone(), |_| {});
        house.size = size;
        house.press("hG").shows("▸");
        house.hear(Msg::Trouble(long.clone()));
        house.shows("▸").shows("copied").shows("Enter open");
        house.press("<esc>");
        house.hear(Msg::Trouble(long.clone()));
        house.shows("▸").shows("copied").shows("Enter start");
    }
}

#[test]
fn what_was_read_is_shown_again_until_the_files_are_others() {
    let mut house = history();
    house.shows("new insoles").press("<esc>");
    // A disk of as many facts that say something else: whoever reads it again shows that.
    house.disk.said = vec![rating("2026-11-19T07:00:00+01:00", Left, FirstStep, 6); 4];
    house.press("h").shows("new insoles").shows("1 of 4").press("<esc>");
    house.disk.said.push(rating("2026-11-20T07:00:00+01:00", Left, FirstStep, 3));
    house.press("h").hides("new insoles").shows("left foot: 3");
}

#[test]
fn the_mark_stays_on_its_row_until_another_one_comes() {
    let mut house = history();
    house.press("jj<enter><esc>").shows("3 of 4").press("afriday<esc><esc>").shows("3 of 4");
    house.press("atoday 08:00<enter>1<esc>").shows("1 of 5");
}

#[test]
fn d18_what_cannot_be_read_is_said_whole_on_home_and_above_the_history() {
    let trouble = Clean::visible("3 unread lines or files are left out. `solemate doctor` names them.");
    for size in [(40, 12), (80, 24)] {
        let mut house = House::with(days(), |_| {});
        house.size = size;
        house.hear(Msg::Recent(house.kept(), Some(trouble.clone())));
        house.shows("3 unread lines").shows("doctor");
        house.press("h");
        house.hear(Msg::History(Vec::new(), Some(trouble.clone())));
        house.shows("3 unread lines").shows("doctor` names").shows("them.");
    }
}

#[test]
fn an_opened_session_has_no_column_for_what_was_not_done() {
    let mut house = lived();
    house.press("h/session<enter><enter>").shows("LEFT").shows("RIGHT").hides("TOGETHER");
}

#[test]
fn in_the_smallest_window_work_of_both_feet_together_is_called_that_and_what_hurt_is_named() {
    let mut disk = Disk::default();
    let started = wall("2026-11-20T21:00:00+01:00");
    let hurt = Hurt { at: Duration::from_secs(9), into: Duration::from_secs(4), round: None };
    let step = |name: &str, hurts: Vec<Hurt>| StepRecord {
        name: Clean::visible(name),
        technique: None,
        side: None,
        planned: Duration::from_secs(288),
        done: Duration::from_secs(288),
        skipped: false,
        hurts,
    };
    let record = SessionRecord {
        routine: RoutineId::new("heels").unwrap(),
        name: Clean::visible("Heels"),
        started,
        ending: Ending::Finished,
        planned: Duration::from_secs(300),
        lived: Duration::from_secs(300),
        paused: Duration::ZERO,
        fitted: None,
        steps: vec![step("Slow heel raise", vec![hurt])],
    };
    let one_sided =
        StepRecord { side: Some(Side::Left), done: Duration::from_secs(90), ..step("Slow heel raise", Vec::new()) };
    disk.said.push(Fact::new(started, What::Session(record.clone())));
    let mut house = House::with(disk, |_| {});
    house.size = (40, 12);
    house.press("h<enter>").shows("both 4:48/4:48").shows("that hurt 1: Slow heel raise, at");

    // The same step on one side, too: neither covers the other, in whatever room there is.
    let record = SessionRecord { steps: [record.steps, vec![one_sided]].concat(), ..record };
    let mut house =
        House::with(Disk { said: vec![Fact::new(started, What::Session(record))], ..Disk::default() }, |_| {});
    house.size = (40, 16);
    house.press("h<enter>").shows("1:30/4:48").shows("both 4:48/4:48");
    house.size = (100, 24);
    house.shows("1:30 of 4:48").shows("4:48 of 4:48").hides("both 4:48");
}

#[test]
fn in_ascii_the_history_is_ascii() {
    let disk = Disk { said: lived().kept(), ..Disk::default() };
    let mut house = House::with(disk, |setup| setup.theme = setup.theme.in_ascii());
    house.press("h").shows("L 5 -> 4").shows("R 3 -> 2");
    let screen = house.screen();
    assert_eq!(screen.chars().find(|c| !c.is_ascii()), None, "{screen}");
}

/// The events that count: when, and what.
fn events(house: &House) -> Vec<(String, String)> {
    let event = |fact: &Fact| match &fact.what {
        What::Event(event) => Some((stamp::write(fact.at)?, event.text.to_string())),
        _ => None,
    };
    house.kept().iter().filter_map(event).collect()
}

#[test]
fn an_event_is_listed_by_its_day_and_found_by_its_word_and_its_words() {
    let mut house = history();
    house.press("enew insoles<enter>").shows("today 20:30").press("wyesterday 12:00<enter>").shows("yesterday 12:00");
    assert_eq!(events(&house), [("2026-11-19T12:00:00+01:00".into(), "new insoles".into())]);
    house.press("<esc>").shows("event: new insoles").shows("of 5");
    house.press("/event<enter>").shows("1 of 1, 5 in all").shows("event: new insoles").hides("day-average");
    house.press("<esc>/insoles 2026-11<enter>").shows("1 of 1, 5 in all").shows("event: new insoles");
    house.press("<esc>/rating<enter>").shows("of 4, 5 in all").hides("event:");
}

#[test]
fn an_event_is_opened_corrected_deleted_and_brought_back() {
    let mut house = history();
    house.press("enew insoles<enter><esc>/event<enter><enter>").shows("It stands as a mark in the trends");
    assert_eq!(house.scope(), Scope::Event);
    house.press("n, soft ones<enter>").shows("new insoles, soft ones");
    house.press("wsome day<enter>").shows("yesterday 21:00").press("<esc>").shows("today 20:30");
    house.press("w2026-10-14 12:00<enter>");
    let corrected = [("2026-10-14T12:00:00+01:00".to_owned(), "new insoles, soft ones".to_owned())];
    assert_eq!(events(&house), corrected);
    house.press("<esc>").shows("event: new insoles, soft ones").press("d").shows("Deleted. u brings it back.");
    assert_eq!(events(&house), []);
    house.press("u").shows("event: new insoles, soft ones");
    assert_eq!(events(&house), corrected);
}

#[test]
fn d3_an_event_half_written_is_in_the_last_words() {
    let mut house = history();
    house.press("enew insoles");
    let (_, unsaved) = house.app.last_words(house.now);
    assert!(matches!(&unsaved[..], [Fact { what: What::Event(event), .. }] if &*event.text == "new insoles"));
}

#[test]
fn what_is_only_looked_at_is_not_said_again_however_another_program_wrote_it() {
    let mut disk = Disk::default();
    let text = format!(" walk {}", "y".repeat(4_100));
    let what = What::Event(Event { text: Clean::visible(&text) });
    disk.said.push(Fact::new(wall("2026-11-19T12:00:00+01:00"), what));
    let mut house = House::with(disk, |_| {});
    house.press("h<enter>").shows("walk").hides("saving");
    assert!(house.app.last_words(house.now).1.is_empty());
    house.press("n<enter>").hides("saving");
    assert_eq!(house.disk.said.len(), 1);
    house.press("w2026-11-18 12:00<enter>");
    assert_eq!(
        events(&house),
        [("2026-11-18T12:00:00+01:00".into(), text)],
        "its time is corrected, its words are whole"
    );
}

#[test]
fn an_event_is_as_long_as_the_command_line_takes() {
    let mut house = history();
    house.press("e");
    house.hear(Msg::Paste(Clean::visible(&"x".repeat(400))));
    house.press("<enter>");
    assert_eq!(events(&house)[0].1.len(), 300);
}

#[test]
fn rows_of_one_moment_keep_their_order_when_one_is_deleted_and_brought_back() {
    let feet = |house: &House| -> Vec<bool> {
        let screen = house.screen();
        let rows = screen.lines().filter(|line| line.contains("first-step") && line.contains(" foot"));
        rows.map(|line| line.contains("left foot")).collect()
    };
    for down in 0..2 {
        let mut disk = Disk::default();
        let both = [Left, Right].map(|side| rating("2026-11-19T07:00:00+01:00", side, FirstStep, 4));
        disk.said.extend(both);
        let mut house = House::with(disk, |_| {});
        house.press("h");
        let before = feet(&house);
        assert_eq!(before.len(), 2, "{}", house.screen());
        house.press(&"j".repeat(down)).press("d");
        assert_eq!(feet(&house).len(), 1);
        house.press("u");
        assert_eq!(feet(&house), before, "row {down}");
    }
}

#[test]
fn what_is_written_with_a_rating_of_a_session_is_found_and_read_on_its_page() {
    let mut house = lived();
    house.press("h<enter>rpinner heel<enter>nslept badly<enter><esc>");
    house.shows("inner heel").shows("slept badly").press("<esc>");
    house.press("/inner heel").shows("1 of 1").press("<c-u>no such heel").shows("Nothing has all of these words.");
}
