//! A routine otherwise than on paper, for one day.

use solemate::domain::body::Feet;
use solemate::domain::plan::Choice;
use solemate::domain::record::Ending;
use solemate::domain::routine::{Sides, Step};
use solemate::domain::text::Clean;
use solemate::ui::app::Begin;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::editor::editing;
use super::support::house::{Disk, House};
use super::support::live::{routine, timed};

#[test]
fn eight_minutes_of_a_long_routine_from_one_key_on_home() {
    let mut house = House::open();
    house.press("/classic<enter><esc>m").shows("Minutes").shows("of 13:20").hides("no time");
    house.press("8").shows("7:45 of 13:20").shows("no time").shows("1:45, 2 rounds  was 3:00, 2 rounds");
    house.press("<enter>").shows("Is any of this so today?").press("<enter>");
    house.shows("left out").shows("Palms under the balls of the feet").shows("shorter").press("<enter>");
    assert_eq!(house.scope(), Scope::Session);
    house.wait("10m").press("<enter>");

    let [done] = &house.sessions()[..] else { panic!("one session") };
    assert_eq!((done.ending, done.lived), (Ending::Finished, done.planned), "short, and no failure");
    let fitted = done.fitted.as_ref().expect("what was wished");
    assert_eq!(fitted.minutes, Some(8));
    assert_eq!(fitted.left_out, [Clean::visible("Palms under the balls of the feet")]);
    house.press("h").shows("short, 8 min").press("<enter>");
    house.shows("short, 8 min as wished; without Palms under").hides("ended early");
}

#[test]
fn nothing_typed_is_all_of_it_and_a_number_no_session_has_is_not_taken() {
    let mut house = House::open();
    house.press("/classic<enter><esc>m0<enter>").shows("A session has 1 to 240 minutes.");
    assert_eq!(house.scope(), Scope::Minutes);
    house.press("<c-u>999").shows("A session has 1 to 240 minutes.").press("<c-u>").hides("A session has");
    house.press("x-. ").shows("of 13:20").hear(Msg::Paste(Clean::visible("a1\n2")));
    house.shows("11:45 of 13:20").press("<c-u><enter><enter>");
    assert_eq!(house.scope(), Scope::Before);
    house.shows("13:20").hides("shorter").press("<esc>m8<esc>");
    assert_eq!(house.scope(), Scope::Home, "what was typed and left counts for nothing");
}

#[test]
fn a_plan_for_today_leaves_steps_out_swaps_sides_and_scales_and_the_next_day_is_as_on_paper() {
    let mut house = House::open();
    house.press("/classic<enter><esc>p").shows("both sides, left first").press("j ").shows("left out");
    house.press("-").shows("doses 90 %").press("s").shows("right first").press("<enter><enter><enter>");
    assert_eq!(house.scope(), Scope::Session);
    house.wait("20m").press("<enter>");
    let [done] = &house.sessions()[..] else { panic!("one session") };
    let fitted = done.fitted.clone().expect("what was wished");
    assert_eq!((fitted.minutes, fitted.percent, fitted.left_out.len()), (None, Some(90), 1));
    house.press("/classic<esc>p").shows("13:20").hides("left out");
}

#[test]
fn what_was_left_out_is_taken_in_again_and_all_is_as_on_paper_with_one_key() {
    let mut house = House::open();
    house.press("/classic<enter><esc>pj ").shows("left out").press(" ").hides("left out");
    house.press("<up> jj ----").shows("doses 60 %").press("r").hides("doses").hides("left out").shows("13:20");
    house.press(&"-".repeat(9)).shows("doses 50 %").press(&"+".repeat(20)).shows("doses 150 %");
    house.press("m5").shows("5:00 of 13:20").press("<esc>").hides("of 13:20, 5 min").shows("doses 150 %");
    house.press("m9<enter>").shows("9 min");
    assert_eq!(house.scope(), Scope::Adapt, "asked for from the plan, it leads back to it");
}

#[test]
fn nothing_begins_when_nothing_is_left_to_do() {
    let mut house = House::open();
    house.press("/classic<enter><esc>p jj").press("<up> <down> <enter>").shows("Nothing is left to do");
    assert_eq!(house.scope(), Scope::Adapt);
}

#[test]
fn sides_chosen_before_a_short_session_fit_it_anew() {
    let mut house = House::open();
    house.press("/classic<enter><esc>m8<enter><enter>").shows("left out").press("ss").shows("left side only");
    house.hides("left out").hides("shorter").shows("7:10");
}

#[test]
fn a_short_session_without_questions_says_so_itself() {
    let long =
        || routine([Step { name: Clean::visible("roll"), ..timed(120) }, Step { priority: Some(3), ..timed(60) }]);
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(long()));
        setup.adjust.minutes = Some(4);
        setup.prefs.check = false;
    });
    assert_eq!(house.scope(), Scope::Session);
    house.shows("Short, 4 min as wished; without knead.");
}

#[test]
fn instead_of_it_a_gentle_day_takes_the_same_minutes() {
    let mut house = House::open();
    house.press("/classic<enter><esc>m5<enter><enter>6").shows("Gentle Day may suit").press("g").shows("Gentle Day");
    house.shows("5:00").shows("left out");
}

#[test]
fn a_step_for_the_other_side_says_so() {
    let steps = routine([timed(60), Step { sides: Sides::Right, name: Clean::visible("right one"), ..timed(60) }]);
    let left = Choice { work: Feet::Left, sore: Feet::Left, ..Choice::default() };
    let adapt = solemate::ui::screen::adapt::Adapt::new(steps, (Feet::Both, left), Default::default());
    assert!(!adapt.fit().steps[1].lives);
    assert_eq!(adapt.paper().as_secs(), 65);
}

#[test]
fn what_is_changed_outside_is_planned_as_it_is_now_and_a_mistake_leaves_what_was_there() {
    let text =
        "name = \"Mine\"\n[[step]]\nname = \"Knead\"\ntime = \"2m\"\n[[step]]\nname = \"Press\"\ntime = \"60s\"\n";
    let mut house = editing(text);
    house.press("<esc>p").shows("Knead").press("j ").shows("○ Press");
    let mut outside = |text: &str| {
        house.write_own("mine", text);
        house.hear(Msg::RoutinesTouched);
        house.screen()
    };
    assert!(!outside(text).contains("Changed outside"), "the same as before");
    let longer = outside(&text.replace("2m", "4m"));
    assert!(longer.contains("Changed outside, read anew.") && longer.contains("4:00"), "{longer}");
    assert!(longer.contains("○ Press"), "still left out: {longer}");
    let wrong = outside("name = \"Mine\"\n[[step]]\nname = \"Knead\"\ntime = \"no\"\n");
    assert!(wrong.contains("4:00") && wrong.contains("Press"), "{wrong}");
    let other = outside(&text.replace("Press", "Hold"));
    assert!(other.contains("● Hold"), "another step is in: {other}");
}
