//! The settings, changed on the screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use solemate::config::{Places, SettingsDesk, default_file, settings};
use solemate::domain::cues::Answers;
use solemate::ui::chosen::Unsaved;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::{Key, Scope, table};

use super::support::house::{Disk, House};

/// The settings of a person whose file says `text`.
pub fn choosing(text: &str) -> House {
    let mut house = House::open();
    house.size = (120, 40);
    house.write_settings(text);
    house.press(",");
    house
}

/// Moves the mark to a setting.
fn mark(house: &mut House, path: &str) {
    let at = settings().iter().position(|setting| setting.path() == path).unwrap();
    // The line of the keys stands above what the voice says.
    let keys = usize::from(path.starts_with("say."));
    house.press("<home>").press(&"<down>".repeat(at + keys));
}

pub fn press_at<'h>(house: &'h mut House, path: &str, keys: &str) -> &'h mut House {
    mark(house, path);
    house.press(keys)
}

#[test]
fn a_choice_is_made_shown_once_as_lines_of_the_file_and_saved_with_every_comment() {
    let mut house = choosing("# mine\nsore_foot = \"left\" # since May\n");
    assert_eq!(house.scope(), Scope::Settings);
    house.shows("Which foot is sore").shows("‹ left ›").shows("Line 2 of config.toml says so. The default: both.");
    house.press("<right>").shows("‹ right ›").shows("not saved");
    house.press("<c-s>").shows("- sore_foot").shows("+ sore_foot = \"right\" # since May");
    assert_eq!(house.scope(), Scope::EditReview);
    assert_eq!(house.settings().unwrap(), "# mine\nsore_foot = \"left\" # since May\n");
    house.press("<enter>").shows("Saved:");
    assert_eq!(house.settings().unwrap(), "# mine\nsore_foot = \"right\" # since May\n");
    // And before each save after it, also on the way out.
    house.press("<right><c-s>").shows("+ sore_foot = \"both\" # since May").press("<esc><esc>");
    assert_eq!(house.scope(), Scope::SettingsLeave);
    house.shows("- sore_foot = \"right\"").press("<enter>").shows("Saved:");
    assert_eq!(house.scope(), Scope::Home);
    assert_eq!(house.settings().unwrap(), "# mine\nsore_foot = \"both\" # since May\n");
}

#[test]
fn what_is_chosen_is_seen_at_once_and_goes_again_where_it_is_not_kept() {
    let mut house = choosing("");
    let inks = |house: &House| {
        let cells = house.drawn(120, 40);
        cells.content().iter().any(|cell| cell.fg != ratatui::style::Color::Reset)
    };
    assert!(inks(&house));
    press_at(&mut house, "theme", "<enter><end>").shows("● no colours");
    assert_eq!(house.scope(), Scope::SettingsChoose);
    assert!(!inks(&house), "no colour is seen as it is marked");
    house.press("<esc>").shows("‹ as the terminal ›");
    assert!(inks(&house));
    house.press("<enter><end><enter><esc>");
    assert_eq!(house.scope(), Scope::SettingsLeave);
    house.press("D");
    assert_eq!((house.scope(), inks(&house), house.settings().as_deref()), (Scope::Home, true, Some("")));
}

#[test]
fn the_word_that_is_chosen_is_in_sight_in_every_window() {
    for size in [(40, 12), (80, 12), (80, 16), (80, 24), (120, 40), (200, 60)] {
        let mut house = choosing("");
        house.size = size;
        press_at(&mut house, "theme", "<enter><home>").shows("● as the terminal");
        let labels =
            ["dark", "light", "high contrast", "high contrast, dark", "high contrast, light", "for colour-blind eyes"];
        for label in labels {
            // High contrast brings a ground of its own, which is seen as solid.
            let screen = house.press("<down>").screen().replace('█', " ");
            assert!(screen.contains(&format!("● {label}")), "{screen}");
        }
        house.press("<end>").shows("● no colours");
    }
}

#[test]
fn what_is_saved_holds_at_home_without_a_restart() {
    let mut house = choosing("");
    press_at(&mut house, "sore_foot", "<left><left>").press("<esc><enter>");
    assert_eq!(house.settings().unwrap(), "sore_foot = \"left\"\n");
    house.shows("left foot only");
}

#[test]
fn there_and_back_again_leaves_no_trace_and_undo_goes_through_all_of_it() {
    let mut house = choosing("# mine\n");
    press_at(&mut house, "motion", "<right>").shows("not saved").press("<left>").hides("not saved");
    house.press("<c-s>").shows("Nothing is changed.");
    press_at(&mut house, "say.done", "<enter>x<enter>").shows("not saved").press("r").hides("not saved");
    // Also where it was saved in between.
    press_at(&mut house, "motion", "<right><c-s><enter>").shows("Saved:").press("<left><c-s><enter>").shows("Saved:");
    assert_eq!(house.settings().unwrap(), "# mine\n");
    press_at(&mut house, "volume", "+++").shows("75 %");
    house.press("uu").shows("65 %").press("U").shows("70 %").press("uu").hides("not saved");
}

#[test]
fn a_number_a_list_and_a_text_are_typed_and_a_mistake_is_said_in_the_words_of_the_parser() {
    let mut house = choosing("");
    press_at(&mut house, "volume", "130").shows("Volume is a whole number from 0 to 100, not 130;");
    house.press("<enter>").shows("This cannot be");
    assert_eq!(house.scope(), Scope::SettingsType);
    house.press("<backspace><enter>").shows("13 %");
    press_at(&mut house, "marks", "<enter><c-u>60, 30<enter>").shows("60, 30 s");
    press_at(&mut house, "player", "<enter><c-u>'my player' -q<enter>");
    press_at(&mut house, "say.done", "<enter><c-u>Done for {side}.<enter>").shows("For instance: Done for right.");
    house.press("<enter>{stepp}").shows("names {stepp}, which is no variable").press("<esc>");
    house.press("<esc><enter>");
    let text =
        "volume = 13\nplayer = [\"my player\", \"-q\"]\nmarks = [60, 30]\n\n[say]\ndone = \"Done for {side}.\"\n";
    assert_eq!(house.settings().unwrap(), text);
}

#[test]
fn back_to_the_default_the_line_goes_and_its_comments_stay() {
    let mut house = choosing("# loud\nvolume = 90 # for the kitchen\n");
    press_at(&mut house, "volume", "r").shows("60 %").shows("Not saved yet. This is the default.");
    house.press("r").shows("This is the default already.").press("<esc><enter>");
    assert_eq!(house.settings().unwrap(), "# loud\n# for the kitchen\n");
}

#[test]
fn what_was_not_saved_when_the_program_ended_is_there_again_and_goes_when_it_is_dropped() {
    let mut house = choosing("level = 1\n");
    press_at(&mut house, "level", "<right>");
    let mut again = house.started_again();
    again.press(",").shows("There are changes that were not saved").hides("The file has changed since");
    again.shows("- level = 1").shows("+ level = 2");
    assert_eq!(again.scope(), Scope::SettingsLeft);
    // Looking at it and going away leaves it where it is, also where the program ends there.
    again.press("<esc>");
    assert_eq!(again.scope(), Scope::Home);
    let mut again = again.started_again();
    again.press(",").shows("+ level = 2").press("<enter>").shows("The draft is taken up; it is not saved yet.");
    press_at(&mut again, "level", "").shows("‹ medium ›").press("<esc>D,").hides("were not saved").shows("saved");
    assert_eq!(again.settings().as_deref(), Some("level = 1\n"));
    press_at(&mut again, "level", "<right>");
    let mut again = again.started_again();
    again.press(",D").shows("‹ both ›").hides("not saved").press("<esc>,");
    assert_eq!((again.scope(), again.settings().as_deref()), (Scope::Settings, Some("level = 1\n")));
}

#[test]
fn two_drafts_that_were_left_are_offered_one_after_the_other() {
    let mut house = choosing("level = 1\n");
    let folder = house.settings_file().ancestors().nth(2).unwrap().to_owned();
    let desk = || SettingsDesk::new(&Places::find(Some(("--data-dir", &folder))).unwrap());
    let windows = [(20, "01", desk()), (30, "02", desk())];
    for (volume, minute, desk) in &windows {
        let unsaved = Unsaved { text: format!("level = 1\nvolume = {volume}\n"), base: Some("level = 1\n".into()) };
        desk.keep_draft(unsaved, format!("2026-11-20T03:{minute}:00+01:00").parse().unwrap()).unwrap();
    }
    // Both end without a word.
    drop(windows);
    house.press("<esc>,").shows("+ volume = 30").press("<enter><c-s><enter>").shows("Saved:");
    house.hear(Msg::SettingsTouched);
    house.shows("There are changes that were not saved").shows("+ volume = 20");
    assert_eq!(house.scope(), Scope::SettingsLeft);
}

#[test]
fn r16_a_draft_is_joined_with_what_somebody_else_did_to_the_file_since() {
    let mut house = choosing("# mine\nlevel = 2 # keep\n");
    press_at(&mut house, "first_side", "<right>");
    let theirs = "# mine\nlevel = 1 # theirs\ntheme = \"light\"\nvolume = 10\n";
    house.write_settings(theirs);
    let mut again = house.started_again();
    again.press(",").shows("The file has changed since: saving would show both sides.");
    again.shows("+ first_side = \"right\"").hides("light");
    again.press("<enter>").shows("The draft is taken up. The file has changed since: saving shows");
    again.press("<c-s>").shows("what they changed").shows("+ volume = 10").shows("what you changed");
    assert_eq!(again.scope(), Scope::SettingsJoin);
    again.press("<enter>").shows("+ first_side = \"right\"").hides("- ");
    assert_eq!(again.settings().as_deref(), Some(theirs), "nothing is written before it is shown");
    again.press("<enter>").shows("Saved:");
    let joined = "# mine\nlevel = 1 # theirs\nfirst_side = \"right\"\ntheme = \"light\"\nvolume = 10\n";
    assert_eq!(again.settings().as_deref(), Some(joined));
}

#[test]
fn r16_a_draft_whose_file_was_taken_away_is_made_anew_or_let_go() {
    for (keys, left) in [("m<enter>", Some("level = 2\n")), ("D", None)] {
        let mut house = choosing("level = 1\n");
        press_at(&mut house, "level", "<right>");
        let file = house.settings_file();
        std::fs::remove_file(&file).unwrap();
        let mut again = house.started_again();
        again.press(",<enter><c-s>").shows("config.toml was taken away");
        assert_eq!(again.scope(), Scope::SettingsGone);
        again.press(keys);
        assert_eq!(again.settings().as_deref(), left);
    }
}

#[test]
fn tones_and_words_are_tried_as_they_are_chosen() {
    let mut house = choosing("");
    press_at(&mut house, "volume", "t");
    press_at(&mut house, "say.halfway", "t");
    press_at(&mut house, "theme", "t").shows("there is nothing to try");
    assert_eq!(house.tried_settings, ["volume", "say.halfway"]);
}

#[test]
fn where_the_cue_check_decides_that_is_said() {
    let no = Answers { voice: Some(false), ..Answers::default() };
    let mut house = House::with(Disk { cues: Some(no), ..Disk::default() }, |_| {});
    house.size = (120, 40);
    press_at(house.press(","), "voice", "").shows("The cue check found that it is not heard here");
    house.press(" ").shows("‹ on ›").hides("The cue check found that it");
}

#[test]
fn r25_a_broken_file_is_named_with_its_line_mended_in_an_editor_and_not_overwritten() {
    let mut house = choosing("level = 3\nview = \n");
    assert_eq!(house.scope(), Scope::SettingsBroken);
    house.shows("config.toml cannot be read").shows("Line 2:");
    house.press("<c-s>r <right>");
    assert_eq!(house.settings().unwrap(), "level = 3\nview = \n");
    house.outside = |text| text.replace("view = \n", "view = \"near\"\n");
    house.press("E").shows("Taken in, not saved yet.").shows("all the words");
    assert_eq!(house.settings().unwrap(), "level = 3\nview = \n");
    house.press("<esc><enter>");
    assert_eq!(house.settings().unwrap(), "level = 3\nview = \"near\"\n");
    let mut house = choosing("\nvolume = \n");
    house.shows("Line 2: the value is missing (column 10): write it after the `=`.");
}

#[test]
fn r25_a_file_that_is_no_text_is_named_with_the_remedy_and_read_as_soon_as_it_is_mended() {
    let mut house = House::open();
    house.size = (120, 40);
    house.write_settings("");
    let file = house.settings_file();
    std::fs::write(&file, b"# mine\nlevel = \"\xff\"\n").unwrap();
    house.press(",");
    assert_eq!(house.scope(), Scope::SettingsUnreadable);
    house.shows("line 2, column").shows("10 is not UTF-8: save it in UTF-8 with an editor, or move it away.");
    house.press("r").shows("10 is not UTF-8");
    std::fs::write(&file, "level = 3\n").unwrap();
    house.hear(Msg::SettingsTouched);
    assert_eq!(house.scope(), Scope::Settings);
    press_at(&mut house, "level", "").shows("‹ firm ›").press("<right>").shows("‹ firm ›").press("<left>");
    house.shows("not saved");
    // Away from the text, and back to it: what is not saved is still there.
    std::fs::write(&file, vec![b'#'; 70_000]).unwrap();
    house.press("<esc><esc><esc>");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let mut house = house.started_again();
    house.press(",").shows("not a file: move it away.");
    std::fs::remove_dir(&file).unwrap();
    std::fs::write(&file, "level = 3\n").unwrap();
    house.press("r").shows("There are changes that were not saved").press("<enter>");
    press_at(&mut house, "level", "").shows("‹ medium ›");
}

#[test]
fn r25_a_mistake_stands_beside_its_setting_and_an_unknown_key_above_all_of_them() {
    let mut house = choosing("them = \"dark\"\nlevel = 9\n");
    house.shows("! Line 1: there is no setting them (did you mean theme?)").shows("! wrong");
    press_at(&mut house, "level", "").shows("Level is \"plan\", 1, 2 or 3, not 9; its");
    house.press("<right>").hides("its default is used").hides("! wrong");
}

#[test]
fn r25_many_mistakes_are_counted_in_a_line_and_listed_whole_on_a_page() {
    let wrong: String = (0..20).map(|number| format!("setting_{number} = 1\n")).collect();
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut house = House::open();
        house.size = size;
        house.write_settings(&format!("{wrong}[keys]\nhome.trends = \"Ctrl-M\"\n"));
        house.press(",").shows("! 21 lines are wrong: w lists them.").shows("Which foot is sore").hides("setting_0");
        house.press("w");
        assert_eq!(house.scope(), Scope::SettingsWrong);
        let flat = |house: &House| house.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat(&house).contains("! Line 1: there is no setting setting_0; `solemate config` lists all of them."));
        let flat = flat(house.press(&"<pgdn>".repeat(9)));
        assert!(flat.contains("arrives as Enter in a terminal: write \"Enter\"; its default is used."), "{flat}");
        house.press("<esc>");
        assert_eq!(house.scope(), Scope::Settings);
    }
}

#[test]
fn r16_what_both_changed_is_shown_and_theirs_can_be_taken_or_mine_kept() {
    let mut house = choosing("level = 1\nvolume = 5\n");
    press_at(&mut house, "level", "<right>");
    house.write_settings("level = 3 # theirs\nvolume = 6\n");
    house.hear(Msg::SettingsTouched);
    house.shows("The file was changed elsewhere: saving shows both");
    // What is shown is always what is in the file now.
    house.press("<esc>").shows("+ level = 3 # theirs").shows("+ level = 2").hides("Saving puts");
    let theirs = Some("level = 3 # theirs\nvolume = 6\n");
    assert_eq!((house.scope(), house.settings().as_deref()), (Scope::SettingsConflict, theirs));
    house.press("t").shows("Theirs is shown. u brings yours back.").hides("not saved");
    house.press("u").shows("not saved").press("<c-s>").shows("- level = 3 # theirs").press("<esc>");
    house.press("U").hides("not saved");

    let mut house = choosing("level = 1\nvolume = 5\n");
    press_at(&mut house, "level", "<right>");
    house.write_settings("level = 3\nvolume = 6\n");
    house.press("<c-s>").shows("you changed too.").press("m").shows("+ level = 2").hides("+ volume");
    house.press("<enter>").shows("Saved:");
    assert_eq!(house.settings().unwrap(), "level = 2\nvolume = 6\n");
}

#[test]
fn r16_changes_of_other_lines_are_joined_and_the_way_out_stays_open() {
    let mut house = choosing("level = 1\nvolume = 5\n");
    press_at(&mut house, "volume", "+");
    house.write_settings("level = 3 # theirs\nvolume = 5\n");
    house.press("<esc>").shows("Enter joins").shows("+ volume = 10");
    assert_eq!(house.scope(), Scope::SettingsJoin);
    // Changed once more while it is looked at.
    house.write_settings("level = 2 # theirs\nvolume = 5\n");
    house.hear(Msg::SettingsTouched);
    house.shows("+ level = 2 # theirs").hides("level = 3").press("<enter>").hides("# theirs\n+");
    assert_eq!(house.scope(), Scope::SettingsLeave);
    house.press("<enter>").shows("Saved:");
    assert_eq!(house.scope(), Scope::Home);
    assert_eq!(house.settings().unwrap(), "level = 2 # theirs\nvolume = 10\n");
}

#[test]
fn r16_a_file_that_is_taken_away_meanwhile_is_said_at_once_and_made_anew_or_let_go() {
    for (keys, left) in [("m", Some("# mine\nlevel = 2\n")), ("D", None)] {
        let mut house = choosing("# mine\nlevel = 1\n");
        press_at(&mut house, "level", "<right>");
        std::fs::remove_file(house.settings_file()).unwrap();
        house.hear(Msg::SettingsTouched);
        house.shows("The file was taken away: saving asks what is to become of yours.");
        house.press("<c-s>").shows("config.toml was taken away").press(keys);
        if left.is_some() {
            house.shows("Saving makes config.toml anew, with 2 lines.").shows("+ # mine").press("<enter>");
        }
        assert_eq!(house.settings().as_deref(), left);
    }
    let mut house = choosing("# mine\nlevel = 1\n");
    std::fs::remove_file(house.settings_file()).unwrap();
    house.hear(Msg::SettingsTouched);
    house.shows("The file was taken away: every default holds. u brings it back.").shows("all as they come");
}

#[test]
fn what_somebody_else_changed_is_shown_where_nothing_here_is_unsaved() {
    let mut house = choosing("level = 1\n");
    house.write_settings("level = 3\n");
    house.hear(Msg::SettingsTouched);
    house.shows("The file was changed elsewhere: this is what it says now.");
    press_at(&mut house, "level", "").shows("‹ firm ›").hides("not saved");
}

#[test]
fn a_person_without_a_file_begins_with_the_one_that_explains_itself() {
    let mut house = House::open();
    house.press(",").shows("all as they come");
    assert_eq!(house.settings(), None, "looking makes none");
    press_at(&mut house, "level", "<right><esc>").shows("Saving makes config.toml").press("<enter>");
    assert_eq!(
        house.settings().unwrap(),
        default_file().replace("#level = \"plan\"\n", "#level = \"plan\"\nlevel = 1\n")
    );
}

#[test]
fn where_keys_are_changed_is_said_and_those_of_the_file_hold_and_are_named() {
    let mut house = choosing("[keys]\n");
    house.shows("Keys of every screen           as they come");
    let mut house = choosing(
        "[keys]\nsettings = { editor = \"F4\", undo = \"z\", default = \"d\" }\nhome.settings = \"F2\"\nhome.trends = \"F5\"\n",
    );
    house.shows("Keys of every screen           5 changed").shows("d default").hides("r default");
    house.press("<tab><tab><tab><tab><tab>").shows("home.trends: F5 (was t)").press("<home>");
    house.press("?").shows("z           undo the last change").press("<esc>");
    press_at(&mut house, "level", "<right>")
        .shows("not saved")
        .press("u")
        .shows("not saved")
        .press("z")
        .hides("not saved");
    house.press("<esc>").shows("F5 trends").press(",");
    assert_eq!(house.scope(), Scope::Home);
    house.press("<f2>");
    assert_eq!(house.scope(), Scope::Settings);
}

#[test]
fn keys_that_an_editor_left_are_counted_at_once_and_hold_when_they_are_saved() {
    let mut house = choosing("[keys]\nhome.trends = \"F5\"\n");
    house.outside = |text| format!("{text}settings.undo = \"z\"\nsettings.save = \"F9\"\nsettings.redo = \"z\"\n");
    house.press("E").shows("Line 5: keys: settings.redo: z belongs to settings.undo").shows("E opens it again.");
    house.size = (120, 50);
    house
        .shows("! Line 5: keys: settings.redo: z")
        .shows("Keys of every screen           3 changed")
        .press("<down>")
        .shows("Ctrl-S save")
        .hides("F9 save");
    house.press("<c-s><enter>").shows("Saved:").press("<down>").shows("F9 save");
    press_at(&mut house, "level", "<right>z").hides("not saved").press("<right><f9><enter>").shows("Saved:");
}

#[test]
fn r25_keys_stay_as_they_were_while_the_file_cannot_be_read() {
    let mut house = choosing("[keys]\nsettings_broken.editor = \"F4\"\nhome.trends = \"F5\"\n");
    house.write_settings("[keys\nhome.trends = \"F6\"\n");
    house.hear(Msg::SettingsTouched);
    assert_eq!(house.scope(), Scope::SettingsBroken);
    house.shows("F4 opens it in your own editor").press("<esc>").shows("F5 trends");
}

#[test]
fn the_mouse_marks_opens_and_chooses() {
    let mut house = choosing("");
    let click = |house: &mut House, text: &str| {
        let screen = house.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        let column = line[..line.find(text).unwrap()].chars().count();
        house.hear(Msg::Point(u16::try_from(column).unwrap(), u16::try_from(row).unwrap()));
    };
    click(&mut house, "What moves");
    click(&mut house, "smoothly");
    house.shows("‹ smoothly ›").shows("not saved");
    click(&mut house, "▸ What moves");
    assert_eq!(house.scope(), Scope::SettingsChoose);
    click(&mut house, "Nothing moves");
    assert_eq!(house.scope(), Scope::Settings);
    house.shows("‹ nothing ›").press("uu").hides("not saved");
    house.hear(Msg::Scroll(1));
    house.shows("‹ the edge, if seen ›");
}

/// Every key that means something among the settings, and some that do not.
fn keys() -> Vec<KeyEvent> {
    let scopes = [
        Scope::Settings,
        Scope::SettingsChoose,
        Scope::SettingsType,
        Scope::SettingsKeys,
        Scope::SettingsKeysFind,
        Scope::SettingsPress,
        Scope::SettingsBroken,
        Scope::SettingsLeave,
        Scope::SettingsConflict,
        Scope::SettingsJoin,
        Scope::SettingsLeft,
        Scope::SettingsWrong,
        Scope::EditReview,
    ];
    let lines = table().filter(|binding| scopes.contains(&binding.scope)).flat_map(|binding| binding.keys);
    let keys = lines.filter_map(|key| match key {
        Key::Char(c) => Some(KeyEvent::new(KeyCode::Char(*c), KeyModifiers::NONE)),
        Key::Ctrl(c) => Some(KeyEvent::new(KeyCode::Char(*c), KeyModifiers::CONTROL)),
        Key::Code(code) => Some(KeyEvent::new(*code, KeyModifiers::NONE)),
        _ => None,
    });
    keys.chain("x7\"'{[#".chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_keys_breaks_the_screen_or_loses_a_comment(
        broken in any::<bool>(),
        order in prop::collection::vec((0..10_usize, 0..1000_usize), 1..60),
    ) {
        let text = if broken { "# one\nview = \n# two\n" } else { "# one\nview = 'far' # two\n[say]\ndone = 'x' # three\n" };
        let mut house = choosing(text);
        let keys = keys();
        for (kind, number) in order {
            match kind {
                0 => house.hear(Msg::Point((number % 120) as u16, (number % 40) as u16)),
                1 => house.hear(Msg::SettingsTouched),
                _ => house.hear(Msg::Key(keys[number % keys.len()])),
            }
            house.drawn(40, 12);
            if house.scope() == Scope::Home {
                house.press(",");
            }
            let now = house.settings().unwrap();
            prop_assert!(now.contains("# one") && now.contains("# two"), "{}", now);
            prop_assert!(!broken || now == text, "a broken file is left alone: {}", now);
        }
    }
}

#[test]
fn beside_the_themes_stands_what_each_colour_says() {
    let mut house = House::open();
    house.size = (120, 40);
    house.press(",jjjj").shows("LEFT CALF").shows("marked   quiet  saved  ! wrong");
    house.press("<enter>j").shows("marked   quiet  saved  ! wrong");
    house.size = (80, 24);
    house.press("<esc>").hides("! wrong");
}
