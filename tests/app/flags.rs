//! A red flag: no session for the rest of the day, wherever one would be offered, until it is taken back.

use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::record::{Fact, Flagged, RedFlag, RedFlags, What};
use solemate::domain::safety::{EMERGENCY, advice};
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};
use super::support::live::{routine, timed, wall};

fn flagged(house: &House) -> Vec<RedFlags> {
    let said = house.kept().into_iter().filter_map(|fact| match fact.what {
        What::RedFlags(flagged) => Some(flagged.said),
        _ => None,
    });
    said.collect()
}

/// Home, after a yes to the first question.
fn said_so() -> House {
    let mut house = House::open();
    house.press("<enter>1<enter>").shows("needs a check today").press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    house
}

#[test]
fn a_yes_before_a_session_holds_for_the_day_that_is_lived() {
    let mut house = said_so();
    assert_eq!(flagged(&house), [[RedFlag::Calf].into_iter().collect::<RedFlags>()]);
    house.shows("No session today").shows("You said: a calf swollen, hot, red or newly sore").hides("Tonight");
    let mut night = house.killed_and_started("5h");
    night.shows("No session today");
    let mut day = night.killed_and_started("7h");
    day.hides("No session today").hides("You said").shows("This morning");
}

#[test]
fn a_session_that_is_started_all_the_same_asks_again_whoever_wants_questions_or_not() {
    let house = said_so();
    let mut house = House::with(house.disk, |setup| setup.prefs.check = false);
    house.press("<enter>").shows("You said so today. Is it still so?").shows("1  yes");
    assert_eq!(house.scope(), Scope::Check);
    house.press("<enter>").shows("No session today.");
    assert!(!house.app.lives());
    assert_eq!(flagged(&house).len(), 1, "said once, and nothing more is kept");
}

#[test]
fn a_wrong_key_is_taken_back_at_once_or_later() {
    let mut house = said_so();
    house.press("<enter>1<enter>");
    assert_eq!((house.scope(), flagged(&house)), (Scope::Before, vec![]));
    house.press("<esc>").shows("Tonight").hides("No session today");
    let mut house = House::open();
    house.press("<enter>2<enter>c").shows("2  yes").press("24<enter>").shows("Fever, or a hot red heel");
    assert_eq!(flagged(&house), [[RedFlag::Fever].into_iter().collect::<RedFlags>()], "another one in its place");
    house.press("c4<enter>");
    assert_eq!((house.scope(), flagged(&house)), (Scope::Before, vec![]));
}

#[test]
fn d4_what_the_disk_refuses_holds_for_the_day_all_the_same_and_so_does_taking_it_back() {
    let mut house = House::with(Disk { full: true, ..Disk::default() }, |_| {});
    house.press("<enter>1<enter>").shows("needs a check today").press("<enter>").shows("No session today");
    // Something else is written elsewhere: the history is read again.
    house.hear(Msg::Recent(Vec::new(), None));
    house.shows("No session today").press("<enter>").shows("You said so today. Is it still so?");
    let mut house = said_so();
    house.disk.full = true;
    house.press("<enter>1<enter><esc>").shows("Tonight");
    assert_eq!(flagged(&house).len(), 1, "the disk knows of the yes alone");
    let kept = house.kept();
    house.hear(Msg::Recent(kept, None));
    house.shows("Tonight").hides("No session today");
}

#[test]
fn what_was_said_three_hours_ago_on_the_other_side_of_the_date_line_holds_and_can_be_taken_back() {
    let said = What::RedFlags(Flagged { said: [RedFlag::Fever].into_iter().collect() });
    // Three hours ago, where it was the next day already.
    let disk = Disk { said: vec![Fact::new(wall("2026-11-21T05:00:00+09:00"), said)], ..Disk::default() };
    let mut house = House::at("2026-11-20T15:00:00-08:00", disk, |setup| setup.prefs.check = false);
    house.shows("No session today").press("<enter>").shows("You said so today. Is it still so?").shows("4  yes");
    house.press("4<enter><esc>").hides("No session today");
    assert_eq!(flagged(&house), []);
}

#[test]
fn a_session_that_was_cut_off_does_not_go_on_past_it() {
    let mut disk = said_so().disk;
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter><enter>").wait("30s");
    disk.checkpoint = house.disk.checkpoint.clone();
    let mut house = House::with(disk, |_| {});
    house.shows("A session was cut off").shows("No session today: you said a calf swollen");
    house.press("g").press("a");
    assert!(!house.app.lives());
    house.press("<enter>");
    assert_eq!((house.scope(), house.sessions().len()), (Scope::Home, 1), "what was done is kept");
}

#[test]
fn all_that_is_said_can_be_read_in_the_smallest_window_with_its_keys() {
    let mut house = House::open();
    house.size = (40, 12);
    house.press("<enter>12345<enter>");
    let mut seen = String::new();
    for _ in 0..20 {
        let screen = house.screen();
        assert!(
            screen.contains("No session today.") && screen.contains("Pain now") && screen.contains("LEFT"),
            "{screen}"
        );
        seen.push_str(&screen.split_whitespace().collect::<Vec<_>>().join(" "));
        house.press("j");
    }
    for words in advice([true; 5]).flat_map(|text| text.split(' ')) {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    house.shows("Up: back up").press("kkkkkkkkkkkkkkkkkkkk").shows("Down: 12 more below");
    house.shows("Enter close").shows("0-9 x pain now");
    assert_eq!(house.press("<enter>").scope(), Scope::Home);
}

#[test]
fn home_says_what_a_red_flag_means_in_every_window_and_the_emergency_whatever_else_there_is() {
    let in_one_line = |screen: &str| screen.split_whitespace().collect::<Vec<_>>().join(" ");
    for answers in ["1", "2", "3", "4", "5", "13", "14", "12345"] {
        let mut house = House::open();
        house.press(&format!("<enter>{answers}<enter><enter>"));
        let said: Vec<&str> = advice(flagged(&house)[0].answers()).collect();
        for (columns, rows) in [(40, 12), (60, 12), (60, 16), (80, 24), (120, 40), (200, 60)] {
            let screen = in_one_line(&house.screen_at(columns, rows));
            let all = said.iter().all(|text| screen.contains(text));
            assert!(
                all || screen.contains("Enter asks again and says the rest."),
                "{answers} {columns}x{rows}\n{screen}"
            );
            assert!(all || answers == "12345", "{answers} {columns}x{rows}\n{screen}");
            assert_eq!(screen.contains(EMERGENCY), answers.contains('1'), "{answers} {columns}x{rows}\n{screen}");
            assert!(screen.contains("asks again"), "{answers} {columns}x{rows}\n{screen}");
        }
    }
}

#[test]
fn the_skin_is_looked_at_after_a_session_on_feet_that_may_feel_little() {
    for (answer, wanted) in [(Answer::Yes, true), (Answer::Agreed, true), (Answer::No, false)] {
        let mut health = Profile::default().with_no_to_the_rest("2026-11-20".parse().unwrap());
        health.set(Question::Diabetes, Some(answer));
        let mut house = House::with(Disk { health: Some(health), ..Disk::default() }, |_| {});
        house.press("/gentle<enter><enter><enter>").wait("40m");
        house.shows("Done.");
        for (columns, rows) in [(80, 24), (40, 12), (120, 40)] {
            let screen = house.screen_at(columns, rows);
            assert_eq!(screen.contains("Look at the skin now."), wanted, "{answer} {columns}x{rows}\n{screen}");
        }
    }
}

#[test]
fn in_the_history_it_opens_with_what_it_means() {
    let mut house = said_so();
    house.press("h<enter>").shows("Red flag").shows("You said: a calf swollen, hot, red or newly sore.");
    let mut all = House::open();
    all.press("<enter>12345<enter><enter>h<enter>");
    assert!(all.screen_at(40, 12).contains("more below"), "{}", all.screen_at(40, 12));
    for (columns, rows) in [(40, 12), (80, 24)] {
        let screen = house.screen_at(columns, rows).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(advice(flagged(&house)[0].answers()).all(|text| screen.contains(text)), "{screen}");
    }
    house.press("<esc>").shows("red flag: a calf").press("<enter>d").hides("red flag");
    assert_eq!(flagged(&house), []);
    house.press("<esc>").press("R").press("h<enter>").shows("Rest day").shows("changes no figure");
}

#[test]
fn in_the_history_it_is_a_line_that_can_be_deleted_and_brought_back() {
    let mut house = said_so();
    house.press("h").shows("red flag: a calf swollen, hot, red or newly sore").press("d<esc>");
    assert_eq!(flagged(&house), []);
    house.shows("Tonight").hides("No session today");
    let mut house = said_so();
    house.press("hdu<esc>").shows("No session today");
    assert_eq!(flagged(&house).len(), 1);
}
