//! The health profile on the screens: asked once, kept at once, and the same everywhere.

use solemate::domain::body::Side::Left;
use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::record::PainKind::NowBefore;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};

fn first_run() -> House {
    House::with(Disk { health: Some(Profile::default()), ..Disk::default() }, |_| {})
}

fn with(answers: &[(Question, Answer)]) -> House {
    let mut health = Profile::default();
    answers.iter().for_each(|(question, answer)| health.set(*question, Some(*answer)));
    health.asked = Some("2026-11-20".parse().unwrap());
    House::with(Disk { health: Some(health), ..Disk::default() }, |_| {})
}

#[test]
fn the_first_run_asks_nine_questions_and_one_key_says_no_to_all() {
    let mut house = first_run();
    assert_eq!(house.scope(), Scope::Health);
    house.shows("Pregnant, or gave birth").shows("Strong painkillers today?").press("<enter>").shows("Routines");
    let health = house.disk.health.unwrap();
    assert!(Question::ALL.into_iter().all(|question| health.of(question) == Some(Answer::No)));
    house.hides("hidden").hides("health");
    let later = house.killed_and_started("30m");
    assert_eq!(later.scope(), Scope::Home, "asked once");
}

#[test]
fn no_to_the_rest_is_said_of_nothing_that_was_not_on_the_screen() {
    let mut house = first_run();
    house.size = (40, 12);
    house.shows("0 of 9, more below: 5").press("2<enter>");
    assert_eq!(house.scope(), Scope::Health, "four questions have not been asked yet");
    let health = house.disk.health.unwrap();
    assert!([Question::Veins, Question::Painkillers].iter().all(|question| health.of(*question).is_none()));
    for _ in 0..4 {
        if house.scope() == Scope::Health {
            house.press("<enter>");
        }
    }
    assert_eq!(house.scope(), Scope::Home);
    let health = house.disk.health.unwrap();
    assert_eq!((health.of(Question::Clot), health.of(Question::Painkillers)), (Some(Answer::Yes), Some(Answer::No)));
}

#[test]
fn questions_that_are_put_away_are_not_spoken_of_again_that_day() {
    let mut house = first_run();
    house.press("<esc>").hides("health questions").hides("about your health");
    let mut later = house.killed_and_started("2h");
    assert_eq!(later.scope(), Scope::Home);
    later.hides("about your health");
    let mut week = later.killed_and_started("168h");
    week.shows("Nine questions about your health").press("<esc>").hides("about your health");
}

#[test]
fn after_three_months_one_quiet_line_asks_whether_it_is_still_right() {
    let mut house = House::at(
        "2027-03-01T20:30:00+01:00",
        Disk { health: Some(Profile::default().with_no_to_the_rest("2026-11-20".parse().unwrap())), ..Disk::default() },
        |_| {},
    );
    house.shows("Three months on: P").press("P").shows("Health profile").press("<enter>").hides("Three months on");
}

#[test]
fn every_answer_is_kept_at_once_and_can_be_taken_back() {
    let mut house = first_run();
    house.press("3").shows("hands only, light, no cold");
    assert_eq!(house.disk.health.unwrap().of(Question::Diabetes), Some(Answer::Yes));
    house.press("a").shows("agreed").shows("a clinician agreed; cold stays out; look at the skin after");
    assert_eq!(house.disk.health.unwrap().of(Question::Diabetes), Some(Answer::Agreed));
    house.press("3<backspace>");
    assert_eq!(house.disk.health.unwrap().of(Question::Diabetes), None);
    house.press("4<left><left>").shows("given 18 Nov").shows("until 2 Dec");
    assert_eq!(house.disk.health.unwrap().of(Question::Injection), Some(Answer::Since("2026-11-18".parse().unwrap())));
    house.press("4").press("<end>y").shows("one level lighter, today");
    assert_eq!(house.disk.health.unwrap().of(Question::Injection), Some(Answer::No));
}

#[test]
fn what_is_hidden_stands_in_a_folded_line_and_one_key_shows_it_with_its_reason() {
    let mut house = with(&[(Question::Cold, Answer::Yes)]);
    house.shows("1 hidden for your health, H shows it").hides("Cold Bottle Roll");
    house
        .press("H/cold<enter>")
        .shows("Not for now, for your health: Raynaud or cold allergy.")
        .shows("leave the cold out");
    assert_eq!(house.scope(), Scope::Held);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Home, "Enter begins nothing");
    house.press("/cold").shows("Not listed for your health: Raynaud or cold allergy.");
}

#[test]
fn nothing_is_forbidden_to_whoever_says_so() {
    let mut house = with(&[(Question::Cold, Answer::Yes)]);
    house.press("/cold<enter>a").shows("Is any of this so today?").press("<enter>").shows("as on paper, this once");
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Session);
}

#[test]
fn a_step_that_is_left_out_is_named_with_its_reason_before_the_session_and_in_the_plan() {
    let mut house = with(&[(Question::Injection, Answer::Since("2026-11-18".parse().unwrap()))]);
    house.press("/gentle<enter><enter>").shows("without Warm hold: an injection in the heel").shows("a: as on paper");
    let short = house.screen();
    house.press("a").hides("without Warm hold").shows("as on paper, this once").press("a");
    assert_eq!(house.screen(), short, "and back");
    house.press("<esc><esc>/gentle<esc>p").shows("for your health");
}

#[test]
fn where_there_is_no_session_nothing_is_promised_beside_it() {
    let mut house = with(&[(Question::Surgery, Answer::Yes), (Question::Clot, Answer::Yes)]);
    house.shows("No session for now").hides("clot or blood thinners: f");
    house.press("H/calf classic<esc>pj").shows("No session for now. Palms").hides("on the next page");
}

#[test]
fn what_is_left_out_before_a_session_can_be_read_in_every_window() {
    let pregnant = [(Question::Pregnancy, Answer::Yes), (Question::Diabetes, Answer::Yes)];
    let words = ["without Warm-up strokes, Calf kneading", "a birth; diabetes", "look at the skin", "as on paper"];
    for (size, at_once) in [((80, 24), true), ((60, 16), true), ((50, 16), true), ((70, 20), true), ((40, 12), false)] {
        let mut house = with(&pregnant);
        house.size = size;
        house.press("/full session<enter><enter>");
        let (mut seen, mut first) = (String::new(), true);
        for _ in 0..40 {
            let screen = house.screen();
            assert!(screen.contains("Pain now") && screen.contains("LEFT") && screen.contains("RIGHT"), "{screen}");
            if first {
                assert!(screen.contains("without Warm-up"), "{size:?}: {screen}");
                assert!(at_once || screen.contains("more below"), "{size:?}: {screen}");
                first = false;
            }
            let text = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            seen.push_str(&text);
            seen.push(' ');
            house.press("j");
        }
        for word in words.iter().flat_map(|text| text.split(' ')).chain(["steps", "at", "hand", "sides"]) {
            assert!(seen.contains(word), "{word} at {size:?}: {seen}");
        }
        house.press("3<tab>2");
        assert_eq!(house.ratings().len(), 2, "the scales are there as ever");
    }
}

#[test]
fn after_surgery_pain_is_logged_and_nothing_else() {
    let mut house = with(&[(Question::Surgery, Answer::Yes)]);
    house.shows("No session for now").shows("17 hidden for your health");
    house.press("H<enter>").shows("No session for now.").shows("ask your clinician first");
    assert_eq!(house.scope(), Scope::LogOnly);
    house.press("a").press("6");
    assert_eq!(house.ratings(), [(Left, NowBefore, 6)]);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    assert!(house.sessions().is_empty() && house.disk.checkpoint.is_none());
}

#[test]
fn a_session_without_questions_stops_at_what_speaks_against_it() {
    let mut house = House::with(
        Disk {
            health: Some({
                let mut health = Profile::default();
                health.set(Question::Pregnancy, Some(Answer::Yes));
                health
            }),
            ..Disk::default()
        },
        |setup| setup.prefs.check = false,
    );
    house.press("/calf classic<enter>");
    assert_eq!(house.scope(), Scope::Held);
    house.press("a");
    assert_eq!(house.scope(), Scope::Session);
}

#[test]
fn a_profile_that_cannot_be_read_leaves_gentle_day_at_level_1_until_every_question_is_answered() {
    let mut house = House::with(Disk { health: Some(Profile::unread()), ..Disk::default() }, |_| {});
    assert_eq!(house.scope(), Scope::Home, "nothing is asked of who has answered");
    house.shows("Gentle Day").shows("16 hidden for your health").press("P").shows("cannot be read");
    house.press("<enter>yn<enter><esc>").shows("16 hidden for your health");
    assert!(house.disk.health.unwrap().is_unread, "Enter makes no answer of what could not be read");
    house.press("P").press("nnnnnnnnn<enter>").hides("hidden for your health");
    assert!(!house.disk.health.unwrap().is_unread);
}

#[test]
fn strong_painkillers_are_asked_where_the_day_is_and_hold_for_that_day_alone() {
    let mut house = with(&[(Question::Cold, Answer::No)]);
    house.press("<enter>").shows("p: strong painkillers today?").press("p").shows("one level lighter.");
    let health = house.disk.health.unwrap();
    assert_eq!(health.of(Question::Painkillers), Some(Answer::Since("2026-11-20".parse().unwrap())));
    house.press("<enter>").shows("never above 2 of 10: strong painkillers today");
    house.press("<esc><enter>").shows("one level lighter.").press("p<enter>").hides("painkillers");
    house.press("<esc><enter>p");
    let mut tomorrow = house.killed_and_started("24h");
    tomorrow.press("<enter>").shows("p: strong painkillers today?");
}

#[test]
fn what_was_answered_elsewhere_while_the_page_was_open_counts_and_is_shown_with_the_next_answer() {
    let mut house = with(&[(Question::Cold, Answer::No)]);
    house.press("P6");
    let elsewhere = |house: &mut House, question| house.disk.health.as_mut().unwrap().set(question, Some(Answer::Yes));
    elsewhere(&mut house, Question::Clot);
    house.press("8").shows("light strokes only").press("8");
    let health = house.disk.health.unwrap();
    let said = [Question::Clot, Question::Veins, Question::Cold].map(|one| health.of(one));
    assert_eq!(said, [Some(Answer::Yes), Some(Answer::Yes), Some(Answer::No)]);
    house.press("<esc>/ten by<enter>");
    elsewhere(&mut house, Question::Surgery);
    house.press("p").shows("ask your clinician first");
    assert_eq!(house.scope(), Scope::LogOnly, "a session does not begin over what was just read");
}

#[test]
fn painkillers_that_are_named_after_as_on_paper_make_it_lighter_all_the_same() {
    let mut house = with(&[(Question::Cold, Answer::Yes)]);
    house.press("/cold<enter>a").shows("Is any of this so today?").press("p").shows("one level lighter.");
    house.press("<enter>").shows("never above 2 of 10: strong painkillers today").shows("as on paper, this once");
    house.press("<esc>/cold<enter>ap<enter>").hides("painkillers").shows("as on paper, this once");
}

#[test]
fn the_settings_lead_there_too() {
    let mut house = House::with(Disk::default(), |_| {});
    house.press(",P");
    assert_eq!(house.scope(), Scope::Health);
}

#[test]
fn a_level_of_the_settings_gives_way_to_the_health_profile() {
    let limit = |house: &mut House| house.press("/ten by ten<enter><enter><enter>").wait("40s").screen();
    let mut free = House::with(Disk::default(), |_| {});
    let mut held = with(&[(Question::Clot, Answer::Yes)]);
    assert!(limit(&mut free).contains("never above 4 of 10"), "{}", free.screen());
    assert!(limit(&mut held).contains("never above 2 of 10"), "{}", held.screen());
}

#[test]
fn questions_that_nobody_went_through_are_counted_and_not_called_three_months_old() {
    let mut health = Profile::default();
    health.set(Question::Clot, Some(Answer::No));
    let mut house = House::with(Disk { health: Some(health), ..Disk::default() }, |_| {});
    house.shows("8 of the 9 questions about your health are not answered yet: P");
}
