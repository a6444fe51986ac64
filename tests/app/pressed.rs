//! Keys of every screen, changed on the screen.

use solemate::ui::keymap::Scope;

use super::settings::choosing;
use super::support::house::House;

/// The page of the keys of a person whose file says `text`.
fn keys(text: &str) -> House {
    let mut house = choosing(text);
    house.press("<tab><tab><tab><tab><tab>").shows("▸ Keys of every screen").press("<enter>");
    assert_eq!(house.scope(), Scope::SettingsKeys);
    house
}

/// Saves, and what the file says then.
fn saved(house: &mut House) -> String {
    house.press("<c-s><enter>").shows("Saved:");
    house.settings().unwrap()
}

#[test]
fn a_key_is_given_by_pressing_it_and_stands_in_one_line_of_the_file() {
    let mut house = keys("# mine\nlevel = 2 # keep\n");
    house.press("/session skip<enter>").shows("Skip the rest of this part");
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::SettingsPress);
    house.shows("press the key for it").press("<f5>").shows("* F5").shows("not saved");
    house.press("a").shows("one more key for it").press("N").shows("* F5  N");
    house.press("<c-s>").shows("+ [keys]").shows("+ session.skip = [\"F5\", \"N\"]").press("<esc>");
    assert_eq!(saved(&mut house), "# mine\nlevel = 2 # keep\n\n[keys]\nsession.skip = [\"F5\", \"N\"]\n");
    house.press("<delete>").hides("* F5");
    assert_eq!(saved(&mut house), "# mine\nlevel = 2 # keep\n");
}

#[test]
fn a_key_that_another_action_has_is_refused_in_the_words_of_the_file_and_the_next_one_is_waited_for() {
    let mut house = keys("[keys]\n");
    house.press("/session skip<enter><enter>m");
    house.shows("m belongs to session.sound: choose another key, or give");
    assert_eq!(house.scope(), Scope::SettingsPress);
    house.press("<c-l>").shows("Ctrl-L belongs to everywhere.redraw").press("<f6>").shows("* F6");
    // Back to a key that was given away meanwhile.
    let mut house = keys("[keys]\nsession.sound = \"F5\"\nsession.skip = \"m\"\n");
    house.press("/session sound<enter><delete>").shows("m belongs to session.skip: choose another key").shows("* F5");
    assert_eq!(house.settings().unwrap(), "[keys]\nsession.sound = \"F5\"\nsession.skip = \"m\"\n");
    house.hides("not saved");
}

#[test]
fn r25_what_the_file_says_wrongly_of_a_key_stands_beside_it_and_del_takes_it_out() {
    let mut house = keys("[keys]\n# mine\nsession.skip = \"m\" # like there\nhome.quit = \"F9\"\n");
    house.press("/session skip<enter>").shows("! ").shows("! Line 3: keys: session.skip: m belongs to session.sound");
    house.press("<delete>").hides("! Line 3");
    assert_eq!(saved(&mut house), "[keys]\n# mine\n# like there\nhome.quit = \"F9\"\n");
}

#[test]
fn what_is_looked_for_is_found_by_its_name_its_words_and_its_key() {
    let mut house = keys("[keys]\nhome.trends = \"F7\"\n");
    house.press("/f7").shows("trends").hides("history").press("<esc>").shows("▸ trends").shows("history");
    house.press("/zzz").shows("Nothing has all of these words.").press("<enter><esc>");
    house.press("<tab>").hides("▸ trends").press("<home>").shows("▸ start");
    house.press("<end>").press("<enter>").shows("This one keeps its keys.");
    house.press("<esc>").shows("▸ Keys of every screen           1 changed");
    assert_eq!(house.scope(), Scope::Settings);
}

#[test]
fn what_is_pressed_is_undone_is_no_key_elsewhere_and_holds_when_it_is_saved() {
    let mut house = keys("");
    house.press("/home trends<enter><enter><f5>").shows("* F5").press("u").hides("* F5").press("U").shows("* F5");
    house
        .press("<enter>q")
        .shows("q belongs to home.quit")
        .press("<esc>")
        .shows("* F5")
        .press("<enter>t")
        .hides("* F5");
    house.hides("not saved").press("<enter><f5><c-s><enter>").shows("Saved:");
    house.press("<esc><esc><esc>").shows("F5 trends").press("<f5>");
    assert_eq!(house.scope(), Scope::Trends);
}
