//! What is not saved when a form is left.

use solemate::ui::keymap::Scope;

use super::editor::{MINE, mine, saved};
use super::support::house::House;

fn has_draft(house: &mut House) -> bool {
    house.path("state/drafts/mine.json").exists()
}

#[test]
fn s11_an_editor_that_changed_nothing_leaves_no_draft() {
    let mut house = mine();
    house.press("E").shows("Nothing changed in the editor.").press("<esc>");
    assert!(house.scope() == Scope::Home && !has_draft(&mut house));
    house.write_own("mine", &MINE.replace("Knead", "Rub"));
    house.press("e").shows("saved").shows("Rub");
    assert_eq!(house.scope(), Scope::EditSteps, "nothing is offered");
}

#[test]
fn s11_a_draft_that_was_undone_is_none_after_the_editor_either() {
    let mut house = mine();
    house.press("<end>d").press("E").shows("Nothing changed in the editor.");
    assert!(has_draft(&mut house));
    house.press("uE").shows("Nothing changed in the editor.");
    assert!(!has_draft(&mut house));
}

#[test]
fn r16_a_draft_that_is_as_the_older_file_was_is_not_called_saved_and_the_file_is_read_anew() {
    let mut house = mine();
    house.press("<end>d<esc><esc>");
    house.write_own("mine", &MINE.replace("Knead", "Rub"));
    house.press("e").shows("The file has changed since").press("<enter>").shows("Knead").shows("not saved");
    house.press("<end><delete>").shows("Changed outside, read anew.").shows("Rub");
    house.press("u<delete>");
    assert!(saved(&mut house).contains("Knead"), "what was shown before can be had");
}

#[test]
fn the_way_out_of_the_settings_is_that_of_the_editor_and_what_was_changed_is_offered_again() {
    let mut house = House::open();
    house.size = (120, 40);
    house.write_settings("# mine\nlevel = 1\n");
    house.press(",").shows("Settings");
    super::settings::press_at(&mut house, "level", "<right>");
    house.press("<esc>").shows("Esc leave").shows("e go on").press("e");
    assert_eq!(house.scope(), Scope::Settings);
    house.press("<esc><esc>").shows("kept as a draft");
    assert_eq!((house.scope(), house.settings().as_deref()), (Scope::Home, Some("# mine\nlevel = 1\n")));
    house.press(",");
    assert_eq!(house.scope(), Scope::SettingsLeft);
    house.press("<enter><c-s><enter>").shows("Saved:");
    assert_eq!(house.settings().as_deref(), Some("# mine\nlevel = 2\n"));
}

#[test]
fn a_setting_that_is_typed_is_done_when_it_is_saved() {
    let mut house = House::open();
    house.size = (120, 40);
    house.write_settings("volume = 5\n");
    house.press(",");
    super::settings::press_at(&mut house, "volume", "7<c-s>").shows("+ volume = 7").press("<enter>");
    assert_eq!(house.settings().as_deref(), Some("volume = 7\n"));
    super::settings::press_at(&mut house, "volume", "999<c-s>").shows("This cannot be.");
    assert_eq!(house.scope(), Scope::SettingsType);
}

#[test]
fn d8_settings_that_cannot_be_kept_as_a_draft_are_not_left() {
    let mut house = House::open();
    house.write_settings("level = 1\n");
    house.press(",");
    super::settings::press_at(&mut house, "level", "<right>");
    house.press("<esc>");
    let drafts = house.settings_file().parent().unwrap().parent().unwrap().join("state/drafts");
    std::fs::remove_dir_all(&drafts).unwrap();
    std::fs::write(&drafts, "in the way").unwrap();
    house.press("<esc>").shows("Not left:");
    assert_eq!(house.scope(), Scope::SettingsLeave);
    std::fs::remove_file(&drafts).unwrap();
    house.press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
}
