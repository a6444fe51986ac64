//! Routines a person makes their own.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use solemate::domain::body::Feet;
use solemate::domain::care::Care;
use solemate::domain::catalogue::{Entry, Origin};
use solemate::domain::desk::{Answer, Ask};
use solemate::domain::text::Clean;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::{Key, Scope, table};
use solemate::ui::screen::home::{Home, Recent};

use super::support::house::House;

/// A routine with comments, odd spaces, and a set.
pub const MINE: &str = r#"# Made on a Sunday.
name  = "Mine"   # my own
when  = ["evening"]

[defaults]
prep = "5s"

# Slowly, and with oil.
[[step]]
name = "Knead"
technique = "kneading"
zones = ["calf_all"]
time = "3m"   # per side

[[step]]
name = "Pull"
reps = 10
hold = "10s"

[[step]]
name   = "Twice"
rounds = 2
[[step.step]]
name = "Circles"
time = "30s"
[[step.step]]
name = "Press"
time = "20s"
"#;

/// The editor with a routine of one's own that says `text`.
pub fn editing(text: &str) -> House {
    let mut house = House::open();
    house.size = (120, 40);
    house.write_own("mine", text);
    mark(&mut house, "mine");
    house.press("e");
    house
}

/// Moves the mark at home to this routine of one's own.
fn mark(house: &mut House, id: &str) {
    let entries = house.desk().answer(Ask::List);
    let Some(Answer::Entries(entries)) = entries else { panic!("a list") };
    let is_it = |entry: &Entry| {
        entry.id.as_ref().is_some_and(|its| its.as_str() == id) && matches!(entry.origin, Origin::Personal(_))
    };
    let advice = Care::default().advise(&house.kept(), entries.iter(), Feet::Both, house.now);
    let mut home = Home::new(entries, Recent::default(), Default::default(), house.now);
    home.take_advice(advice);
    let at = home.shown().position(is_it).expect("the routine");
    house.press("<home>").press(&"j".repeat(at));
}

pub fn mine() -> House {
    let mut house = editing(MINE);
    assert_eq!(house.scope(), Scope::EditSteps, "{house:?}");
    house.shows("Mine").shows("4 steps");
    house
}

/// Saves, and says what the file says then.
pub fn saved(house: &mut House) -> String {
    house.press("<c-s>");
    assert_eq!(house.scope(), Scope::EditReview, "{house:?}");
    house.press("<enter>").shows("Saved:");
    house.own("mine").unwrap()
}

#[test]
fn one_field_changed_is_one_line_changed_and_seen_before_it_is_saved() {
    let mut house = mine();
    house.shows("both feet 13:40").press("<end><home>jj<enter>");
    house.press("jjjjjj").press("<enter>").press("<backspace><backspace>5m").shows("both feet 17:40").press("<enter>");
    assert_eq!(house.own("mine").unwrap(), MINE, "nothing is written before it is saved");
    house.press("<c-s>").shows("Saving puts 1 line in and takes 1 out of").shows(r#"- time = "3m"   # per side"#);
    house.press("<esc>").shows("not saved");
    assert_eq!(saved(&mut house), MINE.replace(r#""3m""#, r#""5m""#));
    house.press("<esc><esc>");
    assert_eq!(house.scope(), Scope::Home, "nothing is left to ask about");
}

#[test]
fn what_is_typed_is_told_in_the_words_of_check_beside_its_field_and_taken_back_leaves_no_trace() {
    let mut house = mine();
    house
        .press("jj<enter>jjjjjj<enter><backspace>x")
        .shows("`time` cannot be \"3x\"")
        .shows("as it was before the mistake");
    house
        .press("<backspace>m")
        .hides("cannot be")
        .press("<enter>")
        .shows("saved")
        .press("<c-s>")
        .shows("Nothing is changed.");
    house.press("<enter><backspace><backspace>90<enter>").shows("90s");
    assert_eq!(saved(&mut house), MINE.replace(r#""3m"   "#, r#""90s"  "#), "the comment stays in its column");
    house.press("<enter><c-u>2m / 1:30<enter>");
    assert!(saved(&mut house).contains(r#"time = { left = "2m", right = "1:30" } # per side"#));
    house.press("<delete>").shows("this step has nothing to do");
    house.press("u").hides("nothing to do");
}

#[test]
fn words_are_found_by_their_beginning_with_a_line_about_each() {
    let mut house = mine();
    house.press("jj<enter>j<enter>");
    assert_eq!(house.scope(), Scope::EditWord);
    house.press("<c-u>cross").shows("cross_friction").shows("Rubbing across the fibres.").press("<enter>");
    assert!(saved(&mut house).contains("technique = \"cross_friction\""));
    house.press("j<enter>, arch").press("<down><enter>");
    assert!(saved(&mut house).contains(r#"zones = ["calf_all", "arch_inner"]"#), "{house:?}");
    house.press("<enter><c-u>knee").shows("The calf, from the hollow of the knee").press("<down><enter>");
    assert!(saved(&mut house).contains(r#"zones = ["calf_all"]"#));
}

#[test]
fn the_first_letter_takes_the_place_of_a_word_that_was_chosen_and_begins_the_next_one_of_a_list() {
    let mut house = mine();
    house.press("jj<enter>j<enter>mob").shows("mobility").hides("kneadingmob").press("<enter>");
    assert!(saved(&mut house).contains("technique = \"mobility\""), "{house:?}");
    house.press("<enter><up>cross<enter>");
    assert!(saved(&mut house).contains("technique = \"cross_friction\""), "also after one that was marked on the way");
    house.press("<enter><backspace>").shows("cross_frictio").press("<esc>").shows("cross_friction");
    house.press("j<enter>arch_in<enter>");
    assert!(saved(&mut house).contains(r#"zones = ["calf_all", "arch_inner"]"#), "{house:?}");
}

#[test]
fn a_word_of_two_is_found_with_a_blank_between_them_too() {
    let mut house = mine();
    house.press("jj<enter>j<enter><c-u>Stretch fa").shows("stretch_fascia").press("<enter>").hides("cannot be");
    assert!(saved(&mut house).contains("technique = \"stretch_fascia\""), "{house:?}");
}

#[test]
fn steps_are_added_moved_grouped_and_taken_apart_and_all_of_it_can_be_undone() {
    let mut house = mine();
    house.press("jja").press("Stroke<enter><esc>").shows("Stroke").shows("5 steps");
    house.press("K").press("J").press("d").shows("6 steps").press("<delete>").shows("5 steps").press("g");
    house.press("Alone<enter><esc>").shows("Alone").press("G").hides("Alone").shows("5 steps");
    house.press("<c-s>").shows("+ name = \"Stroke\"").press("<esc>").press("uuuuuuuuuuuuuuuu").shows("nothing to undo");
    house.press("<c-s>").shows("Nothing is changed.");
    house.press("UU").shows("5 steps").shows("Stroke");
    assert_eq!(house.own("mine").unwrap(), MINE);
}

#[test]
fn moved_steps_take_their_comments_along() {
    let mut house = mine();
    house.press("jjJ");
    let text = saved(&mut house);
    let (pull, oil) = (text.find("\"Pull\"").unwrap(), text.find("# Slowly, and with oil.").unwrap());
    assert!(pull < oil && text.contains("# Slowly, and with oil.\n[[step]]\nname = \"Knead\""), "{text}");
}

#[test]
fn several_steps_are_selected_and_moved_together() {
    let mut house = mine();
    house.press("jj j").press("J");
    house.press("g").press("Both<enter><esc>");
    let text = saved(&mut house);
    let order: Vec<_> =
        ["Twice", "Both", "Knead", "Pull"].map(|name| text.find(&format!("\"{name}\"")).unwrap()).into();
    assert!(order.is_sorted(), "{text}");
    house.shows("4 steps").press("u").press("x").press("<home>v").shows("4 steps");
}

#[test]
fn a_selection_that_leaves_a_set_takes_the_whole_of_it() {
    let mut house = mine();
    house.press("<end> ").shows("Selected from here").press("kkkx").shows("2 steps cut");
    house.press("<home>x").shows("Mark a step for that.").press("jjK").shows("That is the first already.");
}

#[test]
fn a_step_moves_out_of_its_set_but_not_the_last_one() {
    let mut house = mine();
    house.press("<end>J").shows("4  Press").press("k").press("J").shows("A set holds a step at least");
}

#[test]
fn steps_are_carried_to_another_routine() {
    let mut house = mine();
    house.press("jjc").shows("copied").press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
    house.press("n3Other one<enter>").shows("new, not saved yet").press("<end>v").shows("Knead").press("<c-s><enter>");
    let other = house.own("other-one").unwrap();
    assert!(other.contains("name   = \"Other one\"") && other.contains("# Slowly, and with oil."), "{other}");
    house.press("<esc>").shows("Other one");
}

#[test]
fn several_steps_are_cut_and_put_in_again_here_and_in_another_routine() {
    let mut house = mine();
    house.press("jj jx").shows("2 steps cut").shows("2 steps").press("v").shows("4 steps").shows("Step 2  Knead");
    let text = saved(&mut house);
    let at = |name: &str| text.find(&format!("\"{name}\"")).unwrap();
    assert!(at("Press") < at("Knead") && at("Knead") < at("Pull"), "{text}");
    assert!(text.contains("\n# Slowly, and with oil.\n[[step]]\nname = \"Knead\""), "{text}");
    house.press("<end>k").press("v").shows("6 steps").press("u").press("<esc>");
    house.press("n3Other one<enter><end>v").shows("3 steps").press("<c-s><enter>");
    let other = house.own("other-one").unwrap();
    assert!(other.contains("\"Knead\"") && other.contains("\"Pull\""), "{other}");
}

#[test]
fn a_new_routine_that_was_not_saved_is_taken_up_by_its_name() {
    let mut house = House::open();
    house.size = (120, 40);
    house.press("n3Sunday<enter><esc>").hides("Kept as a draft");
    house.press("n3Sunday<enter><end>d<esc><esc>").shows("it stands among yours").shows("draft, unsaved");
    house.press("n3Sunday<enter>").shows("not saved, from").press("<enter>").shows("2 steps");
    house.press("<esc>D").hides("Kept as a draft").press("n3Sunday<enter>").shows("1 step");
}

#[test]
fn a_shipped_routine_is_copied_when_it_is_saved_and_not_before() {
    let mut house = House::open();
    house.size = (120, 40);
    house.press("/classic").press("<enter><esc>").press("e").shows("shipped").press("<esc>");
    assert_eq!(house.scope(), Scope::Home, "looked at, and left");
    assert_eq!(house.own("calf-classic"), None);
    house.press("e<enter><enter>, really<enter><c-s>").shows("a copy of your own").press("<enter>");
    let own = house.own("calf-classic").unwrap();
    let shipped = solemate::store::shipped::Shipped::named("calf-classic").unwrap().text;
    assert_eq!(own, shipped.replace("\"Calf Classic\"", "\"Calf Classic, really\""));
    house.press("<esc><esc>").shows("Calf Classic, really");
}

/// Somebody else writes this to the file, and the program notices.
pub fn written_outside(house: &mut House, text: &str) {
    house.write_own("mine", text);
    house.hear(Msg::RoutinesTouched);
}

#[test]
fn what_is_changed_outside_is_read_anew_where_nothing_is_unsaved_and_undo_brings_the_old_back() {
    let mut house = mine();
    house.press("jjj").shows("Step 2  Pull");
    written_outside(&mut house, &MINE.replace("Knead", "Rub"));
    house.shows("Changed outside, read anew. u brings the old text back.").shows("Rub").shows("Step 2  Pull");
    house.press("<c-s>").shows("Nothing is changed.").press("u").shows("Knead").press("<c-s>");
    house.shows("- name = \"Rub\"").shows("+ name = \"Knead\"").press("<enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), MINE);
    house.hear(Msg::RoutinesTouched);
    house.hides("Changed outside");
    written_outside(&mut house, "name = \"Mine");
    assert_eq!(house.scope(), Scope::EditBroken, "as it is there");
    house.press("u").shows("Knead");
}

#[test]
fn what_is_changed_outside_is_said_at_once_where_something_is_unsaved_and_only_once() {
    let mut house = mine();
    house.press("jj<delete>").shows("3 steps");
    let theirs = MINE.replace("Mine", "Theirs");
    written_outside(&mut house, &theirs);
    house.shows("Changed outside meanwhile: saving shows both").shows("3 steps").press("j").hides("outside");
    house.hear(Msg::RoutinesTouched);
    house.hides("outside").press("<c-s>").shows("+ name  = \"Theirs\"");
    assert_eq!((house.scope(), house.own("mine").unwrap()), (Scope::EditJoin, theirs));
}

#[test]
fn what_is_changed_outside_while_a_field_is_typed_waits_until_it_is_done() {
    let mut house = mine();
    house.press("jj<enter><enter>");
    written_outside(&mut house, &MINE.replace("Pull", "Draw"));
    assert_eq!(house.scope(), Scope::EditType);
    house.shows("Pull").press("<esc>").shows("Changed outside, read anew").shows("Draw").hides("Pull");
    house.press("<enter>");
    written_outside(&mut house, MINE);
    house.press(" hard<enter>").shows("Changed outside meanwhile").shows("Knead hard").shows("Draw");
}

#[test]
fn a_file_that_is_taken_away_outside_is_missed_at_once() {
    let mut house = mine();
    std::fs::remove_file(house.path("routines/mine.toml")).unwrap();
    house.hear(Msg::RoutinesTouched);
    house.shows("The file was taken away meanwhile").shows("4 steps");
}

#[test]
fn d8_what_cannot_be_kept_as_a_draft_is_not_left() {
    let mut house = mine();
    let state = house.path("state");
    std::fs::write(&state, "in the way").unwrap();
    house.press("<end>d<esc><esc>").shows("Not left: what is not saved cannot be kept");
    assert_eq!(house.scope(), Scope::EditLeave);
    std::fs::remove_file(&state).unwrap();
    house.press("<esc>");
    assert_eq!((house.scope(), house.path("state/drafts/mine.json").exists()), (Scope::Home, true));
}

#[test]
fn a_draft_is_offered_after_a_crash_and_after_leaving() {
    let mut house = mine();
    house.press("jj<delete>").wait("2s");
    // The program is killed; what was opened before is opened again.
    let draft = house.path("state/drafts/mine.json");
    assert!(draft.exists());
    house.press("<esc>").shows("Saving puts").press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
    house.press("e").shows("not saved, from 20 November, 20:30").shows("- name = \"Knead\"").press("<esc>");
    house.press("e<enter>").shows("3 steps").press("u").shows("4 steps").press("U");
    assert!(!saved(&mut house).contains("Knead"));
    assert!(!draft.exists());
    house.press("<end><delete>").wait("2s");
    assert!(draft.exists());
    house.press("u").wait("2s");
    assert!(!draft.exists(), "nothing is left to keep");
    house.press("<esc>e").shows("saved").press("<end><delete>").press("<esc>D").press("e");
    assert_eq!((house.scope(), draft.exists()), (Scope::EditSteps, false), "dropped");
}

#[test]
fn an_editor_of_ones_own_takes_the_text_and_gives_it_back() {
    let mut house = mine();
    house.outside = |text| text.replace("3m", "4m");
    house.press("E").shows("13:40 for both feet before, 15:40 now").shows("not saved");
    house.outside = |text| text.replace("time = \"4m\"", "tiem = \"4m\"");
    house.press("E").shows("did you mean `time`?").shows("E opens it");
    house.outside = |text| text.replace("[defaults]", "[defaults");
    house.press("E").shows("This file cannot be shown as a form");
    assert_eq!(house.scope(), Scope::EditBroken);
    house.press("uuu").shows("4 steps").press("<c-s>").shows("Nothing is changed.");
}

#[test]
fn a_file_that_is_no_toml_shows_its_mistakes_and_can_be_mended() {
    let mut house = editing("name = \"Mine\n[[step]]\n");
    house.shows("line 1: ").shows("This file cannot be shown as a form");
    house.outside = |_| MINE.to_owned();
    house.press("E").shows("4 steps");
    assert_eq!(saved(&mut house), MINE);
}

#[test]
fn a_step_is_tried_and_the_editor_is_where_it_was() {
    let mut house = mine();
    house.press("jj<enter>jjjjjj<enter><backspace><backspace>20s<enter><esc>").press("p");
    assert_eq!(house.scope(), Scope::Session, "{house:?}");
    house.wait("5m");
    assert_eq!(house.scope(), Scope::After);
    house.press("<esc>").shows("not saved").shows("20s");
    assert_eq!(house.sessions()[0].name.as_str(), "Trying: Knead");
    house.press("<home>p").shows("Mark a step to try it.");
}

#[test]
fn a_field_that_is_typed_is_done_when_it_is_saved() {
    let mut house = mine();
    house.press("jj<enter>jjjjjj<enter><c-u>5m<c-s>").shows("Saving puts 1 line in");
    house.press("<enter>").shows("Saved:").press("u").shows("3m");
    assert!(house.own("mine").unwrap().contains("time = \"5m\""));
    let mut house = mine();
    house
        .press("jj<enter>j<enter><c-u>cross<c-s>")
        .shows("+ technique = \"cross_friction\"")
        .press("<enter>")
        .shows("Saved:");
    house.press("<enter><c-s>").shows("Nothing is changed.");
}

#[test]
fn while_a_length_is_half_typed_the_total_is_that_before_it_was_typed() {
    let mut house = mine();
    house.press("jj<enter>jjjjjj<enter><c-u>2:75").shows("as it was before the mistake").shows("both feet 13:40");
    house.press("<c-u>2m").shows("both feet 11:40").press("<enter>").press("<enter>x").shows("both feet 11:40");
}

#[test]
fn what_was_saved_is_marked_at_home() {
    let mut house = House::open();
    house.press("n3Three steps<enter><c-s><enter><esc>");
    assert_eq!(house.scope(), Scope::Home, "{house:?}");
    house.press("e").shows("Three steps").shows("saved");
    house.press("<esc>n3Another<enter><c-s><enter><esc>").press("e").shows("Another").hides("Three steps");
}

#[test]
fn a_step_is_found_by_its_words() {
    let mut house = mine();
    house.press("/press");
    assert_eq!(house.scope(), Scope::EditSeek);
    house.shows("Step 3.2  Press").shows("Enter this step").shows("Esc back").press("<enter>");
    assert_eq!(house.scope(), Scope::EditSteps, "the next key is one of the list again");
    house.shows("Step 3.2  Press");
}

#[test]
fn a_search_goes_on_from_what_it_found_and_escape_leads_back_to_where_it_began() {
    let mut house = mine();
    house.press("j/30s<enter>").shows("Step 3.1  Circles").press("/<enter>").shows("Step 3.1  Circles");
    house.press("/20s<enter>/<enter>").shows("Step 3.2  Press");
    house.press("<home>jj/pull").shows("Step 2  Pull").press("<esc>").shows("Step 1  Knead");
    let mut house = mine();
    house.press("/s<enter>");
    let first = house.screen();
    house.press("/<enter>");
    assert_ne!(first, house.screen(), "the one after it");
}

#[test]
fn a_search_without_a_hit_says_so_and_leaves_the_mark_alone() {
    let mut house = mine();
    house.press("jj/zzzz").shows("no step has that").hides("this step").shows("Step 1  Knead");
    house.press("<backspace><backspace><c-u>").hides("no step has that").press("pull").shows("Step 2  Pull");
    house.press("x<enter>").shows("No step has \"pullx\".").shows("Step 1  Knead");
    assert_eq!(house.scope(), Scope::EditSteps, "the next key is one of the list again");
    house.press("/pullx<esc>").shows("Step 1  Knead").shows("4 steps");
    house.size = (40, 12);
    house.press("/zzzz").shows("no step has that  Esc back");
}

#[test]
fn the_only_word_left_in_the_list_is_taken_and_what_could_mean_several_stays_and_is_said() {
    let mut house = mine();
    house.press("jj<enter>j<enter><c-u>fasc").shows("stretch_fascia").press("<enter>").hides("cannot be");
    assert!(saved(&mut house).contains("technique = \"stretch_fascia\""), "{house:?}");
    house.press("<enter><c-u>stretch<enter>").hides("cannot be");
    house.press("<enter><c-u>zzz<enter>").shows("cannot be \"zzz\"");
}

#[test]
fn the_mouse_marks_and_the_wheel_moves() {
    let mut house = mine();
    let at = |house: &House, text: &str| {
        let screen = house.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).expect("it is shown");
        let column = line[..line.find(text).unwrap()].chars().count();
        Msg::Point(u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    let click = at(&house, "Pull");
    house.hear(click);
    house.shows("Step 2  Pull");
    let click = at(&house, "hold");
    house.hear(click);
    assert_eq!(house.scope(), Scope::EditFields);
    let again = at(&house, "hold");
    house.hear(again);
    assert_eq!(house.scope(), Scope::EditType);
    house.hear(Msg::Paste(Clean::visible("0")));
    house.press("<enter>").shows("`hold` cannot be");
    house.press("u<esc>").hear(Msg::Scroll(1));
    house.shows("Set 3  Twice");
}

#[test]
fn leaving_with_escape_loses_nothing() {
    let mut house = mine();
    house.press("jj<enter>jjjjjj<enter><backspace>x").press("<esc><esc><esc>");
    assert_eq!(house.scope(), Scope::Home, "what was typed was left as it was");
    assert_eq!(house.own("mine").unwrap(), MINE);
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let edits = |scope: &Scope| format!("{scope:?}").starts_with("Edit");
    let bound: Vec<KeyEvent> = table()
        .filter(|binding| edits(&binding.scope))
        .flat_map(|binding| binding.keys)
        .filter_map(|key| match key {
            Key::Char(c) => Some(plain(KeyCode::Char(*c))),
            // All but the one that saves.
            Key::Ctrl(c) if *c != 's' => Some(KeyEvent::new(KeyCode::Char(*c), KeyModifiers::CONTROL)),
            Key::Code(code) => Some(plain(*code)),
            _ => None,
        })
        .collect();
    prop_oneof![
        8 => prop::sample::select(bound),
        1 => "[0-9a-z /;,\"#=\\[\\]]".prop_map(move |text| plain(KeyCode::Char(text.chars().next().unwrap_or('x')))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_panics_or_changes_the_file_before_it_is_saved(keys in prop::collection::vec(any_key(), 120)) {
        let mut house = editing(MINE);
        for key in keys {
            // On the way out Enter saves.
            if matches!(house.scope(), Scope::EditLeave | Scope::EditReview | Scope::EditLeft) {
                house.press("<esc>");
            }
            if house.scope() == Scope::Home {
                house.press("e");
                continue;
            }
            house.hear(Msg::Key(key));
            house.drawn(40, 12);
        }
        prop_assert_eq!(house.own("mine").unwrap(), MINE);
    }
}

#[test]
fn an_unknown_key_stands_beside_its_remedy_and_is_mended_there() {
    let text = "name = \"Mine\"\n[[step]]\nname = \"One\"\ntiem = \"1m\"  # a minute\ncolour = \"red\"\n";
    let mut house = editing(text);
    house.shows("unknown key `tiem`: did you mean `time`?").shows("colour").hides("E opens the file");
    house.shows("Enter makes it `time`, Del takes it out.").press("<enter>").hides("tiem").shows("1m");
    house.shows("unknown key `colour`").press("<enter>").shows("It cannot be put right here: E opens the file");
    house.press("<delete>").hides("colour");
    house.press("u").shows("colour").press("U").press("<esc><c-s><enter>");
    assert_eq!(house.own("mine").unwrap(), "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"  # a minute\n");
}

#[test]
fn a_file_with_a_mistake_opens_where_the_mistake_is() {
    let mut house = editing(&MINE.replace("reps = 10", "reps = 1000"));
    assert_eq!(house.scope(), Scope::EditFields);
    house.shows("Step 2  Pull").press("<enter><c-u>10<enter>").hides("cannot be").press("<c-s>").shows("+ reps = 10");

    let mut house = editing(&MINE.replace("rounds = 2", "rouds = 2"));
    house.shows("Set 3").press("<enter>").press("<c-s>").shows("+ rounds = 2");

    let mut house =
        editing(&MINE.replace("[[step.step]]\nname = \"Press\"\ntime", "[[step.step]]\nname = \"Press\"\nhold"));
    house.shows("Step 3.2  Press").press("<esc>");
    assert_eq!(house.scope(), Scope::EditSteps);
}

#[test]
fn in_a_small_window_lengths_of_two_sides_are_said_whole_and_what_is_pointed_out_can_be_read() {
    let mut house = editing(&MINE.replace("\"30s\"", "{ left = \"90s\", right = \"100s\" }"));
    house.size = (40, 12);
    house.press("<home>").shows("both 18:00, left 8:50, right 9:10");
    house.size = (80, 24);
    house.press("j").hides("unequal_sides").press("k").shows("[\"unequal_sides\"]");
    house.press("jj").shows("? Routine");
    house.size = (40, 12);
    house.press("<home><enter>").shows("Something is pointed out below").press("<end>");
    house.shows("[\"unequal_sides\"]");
}

#[test]
fn in_a_small_window_the_words_in_the_place_of_the_timeline_are_whole() {
    let mut house = editing(&MINE.replace("reps = 10", "reps = 1000"));
    house.size = (40, 12);
    house.shows("A timeline once nothing is wrong.");
    house.size = (80, 24);
    house.shows("The timeline stands here once nothing is wrong.");
}

#[test]
fn an_unknown_key_in_braces_is_mended_in_the_form_too() {
    let text =
        "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = { left = \"90s\", rihgt = \"2m\", heel = 3 }  # each\n";
    let mut house = editing(text);
    assert_eq!(house.scope(), Scope::EditFields, "opened where the mistake is");
    house
        .shows("time.rihgt")
        .shows("did you mean `right`?")
        .shows("Enter makes it `right`")
        .press("<enter>")
        .hides("rihgt");
    house.shows("time.heel").press("<delete>").hides("heel").shows("90s / 2m").press("<c-s><enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), text.replace("rihgt", "right").replace(", heel = 3", ""));
}

#[test]
fn a_misspelt_step_becomes_a_step_and_is_not_thrown_away_by_one_key() {
    let text = "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"\n\n[[steps]]\nname = \"Two\"\ntime = \"2m\"\n";
    let mut house = editing(text);
    house.shows("did you mean `step`?").shows("Enter makes it a step among the others").shows("Two");
    house.press("<delete>").shows("It holds a step: Del once more takes all of it out.").press("j").press("k");
    house.press("<enter>").hides("did you mean").shows("2 steps");
    assert_eq!(saved(&mut house), text.replace("steps", "step"));
    let mut house = editing(text);
    house.press("<delete><delete>").shows("Taken out. u brings it back.").hides("Two").press("u").shows("Two");
}

#[test]
fn a_key_said_twice_in_two_spellings_is_made_one_and_the_other_stays_as_a_comment() {
    let text = "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"\nTime = \"2m\"\n";
    let mut house = editing(text);
    house.shows("did you mean `time`?").shows("Enter makes it `time`; 1m, which stands there, becomes a comment.");
    house.press("<enter>").shows("What `time` said is a comment now. u brings it back.").shows("2m");
    assert_eq!(saved(&mut house), text.replace("time =", "# time =").replace("Time", "time"));
}

#[test]
fn what_is_pointed_out_about_a_key_is_marked_there_and_said_below_it_also_what_will_be_cut() {
    let cue = "Press with the thumb and let it sink in slowly while you breathe out, and do not slide over the skin.";
    let step = format!("limit = 7\nposition = \"stand_wall\"\ntechnique = \"roller\"\ntime = \"3s\"\ncue = \"{cue}\"");
    let mut house = editing(&MINE.replace("time = \"20s\"", &step));
    house.size = (80, 24);
    house.press("jjj").shows("?   3.2 Press").press("<end>").shows("position           ? stand_wall");
    house.press("<enter>").shows("? look at limit, position, ").hides("5 is the most");
    house.shows("\"Press\" is foam roller while standing");
    house.press(&"j".repeat(20)).shows("limit              ? 7").shows("5 is the most");
    house.press("j").shows("cue                ? Press with the thumb").shows("the cue of \"Press\" takes about");
    house.shows("[\"long_cue\"]").press("<end><enter><c-u>long_cue<enter>").hides("long_cue\"]").hides("position, cue");
}

#[test]
fn what_an_editor_of_ones_own_added_is_told_with_its_steps() {
    let mut house = mine();
    house.outside = |text| format!("{text}\n[[step]]\nname = \"More\"\ntime = \"1m\"\n");
    house.press("E").shows("Taken in, not saved yet: 4 steps, 13:40; now 5 steps, 15:50.");
}

#[test]
fn all_steps_of_a_set_are_marked_below_where_the_set_is() {
    let mut house = mine();
    let marks = |house: &House| {
        let screen = house.screen();
        screen.lines().filter(|line| !line.contains("Twice")).map(|line| line.matches('━').count()).sum::<usize>()
    };
    let of_set = marks(house.press("jjjj"));
    let inner = [marks(house.press("j")), marks(house.press("j"))];
    assert!(inner.iter().all(|one| *one > 0 && of_set > *one), "{of_set} {inner:?}");
}

#[test]
fn words_of_a_list_may_be_parted_alike_wherever_they_are_typed() {
    let mut house = mine();
    house.press("jj<enter>jj<enter><c-u>arch;toes heel_rim<enter>").shows("arch; toes; heel_rim");
    assert!(saved(&mut house).contains("[\"arch\", \"toes\", \"heel_rim\"]"));
}

#[test]
fn the_routine_of_a_rule_is_chosen_from_those_there_are() {
    let mut house = editing(MINE);
    house.press("<right><down><down>").shows("evening").press("<enter>; from 6: ");
    house.shows("calf-classic").shows("Calf Classic").press("g").shows("gentle-day").shows("Gentle Day");
    house.hides("calf-classic ").press("<enter>").shows("evening; from 6: gentle-day").hides("no routine");
    assert!(house.own("mine").unwrap().contains("[\"evening\"]"), "nothing is saved yet");
    // By its name, by a key, and beside a rule that stands there.
    house.press("<enter>; from 8: ten by<enter>").shows("from 6: gentle-day; from 8: ten-by-ten");
    house.press("<enter><c-u>from 9: <down><enter>").shows("from 9: calf-classic");
    house.press("<enter><c-u>evening; from 9: <down>six<enter>").shows("evening; from 9: six-ways");
    house.press("<enter><c-u>evening; from 6: nothing like it").shows("No routine goes with that.");
    // Without a rule the keys go on to the next field.
    house.press("<c-u>evening<down>").hides("No routine");
}

#[test]
fn what_is_saved_under_another_name_is_called_so_and_the_file_of_theirs_stays() {
    let mut house = mine();
    house.press("jj<delete>");
    let theirs = MINE.replace("Mine", "Theirs");
    written_outside(&mut house, &theirs);
    house.press("<c-s>o").shows("The routine is called so, in a new file");
    house.press("<c-u>--<enter>").shows("Give it a name with a letter or a digit in it.");
    house.press("<c-u>Two feet<enter>").shows("Saved:").shows("Two feet");
    assert_eq!(house.own("mine").unwrap(), theirs);
    let own = house.own("two-feet").unwrap();
    assert!(own.contains("name  = \"Two feet\" # my own\n") && !own.contains("Knead"), "{own}");
    house.press("u").shows("Mine").press("U").shows("Two feet");
}

#[test]
fn a_routine_without_steps_names_the_key_that_adds_one() {
    let mut house = editing("name = \"M\"\n\n[[step]]\nname = \"A\"\ntime = 30\n");
    house.press("jj<delete>").shows("the routine has no steps: a adds one").hides("opens the file");
    house.press("a<esc>").shows("1 step").hides("has no steps");
}

#[test]
fn steps_of_a_list_in_brackets_are_moved_copied_and_taken_out_like_any() {
    let list = "name = \"M\"\nstep = [\n  { name = \"A\", time = 30 }, # a\n  { name = \"B\", time = 40 }, # b\n]\n";
    let mut house = editing(list);
    house.press("jjJc").shows("One step copied").press("v").shows("3 steps");
    house.press("<c-s><enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap().matches("# a").count(), 2);
}
