//! What there is to read, by keys, wheel and mouse.

use solemate::domain::learn::Words;
use solemate::store::learn::book;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use crate::support::house::House;

/// Every window for which the screens are made.
const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

#[test]
fn from_home_to_a_text_its_sources_and_back() {
    let mut house = House::open();
    house.press("l").shows("Learn").shows("1 of ").shows("Why it comes");
    house.press("j<enter>").shows("What goes with it").hides("Learn");
    house.press("s").shows("Sources of: Why it comes").shows("Koc and others, 2023").shows("guideline");
    assert_eq!(house.scope(), Scope::LearnSources);
    house.press("<esc>").shows("What goes with it").press("<esc>").shows("2 of ");
    house.press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
    // It is read anew and begins at the top.
    house.press("l").shows("1 of ");
}

#[test]
fn every_topic_scrolls_to_its_end_in_every_window() {
    let book = book();
    for size in SIZES {
        for (at, topic) in book.topics.iter().enumerate() {
            let mut house = House::open();
            house.size = size;
            house.press("l").press(&"j".repeat(at)).press("<enter>");
            let mut seen = vec![house.screen()];
            loop {
                house.press("<pgdn>");
                if seen.last() == Some(&house.screen()) {
                    break;
                }
                seen.push(house.screen());
            }
            let foot = topic.parts.last().unwrap().foot(&book);
            let end = seen.last().unwrap();
            assert!(end.contains(foot.rsplit(' ').next().unwrap()) && !end.contains("more below"), "{end}");
            house.press("<home>");
            assert_eq!(house.screen(), seen[0], "{size:?}: {}", topic.id);
            house.press("<end>");
            assert_eq!(Some(&house.screen()), seen.last(), "{size:?}: {}", topic.id);
            let whole = seen.concat();
            for word in topic.parts.iter().flat_map(|part| part.text.split(' ')) {
                assert!(whole.contains(word), "{size:?}: {}: {word}", topic.id);
            }
            assert!(!whole.contains('…'), "{size:?}: {} is cut", topic.id);
        }
    }
}

#[test]
fn what_is_looked_for_is_found_and_gone_through() {
    let mut house = House::open();
    house.press("l/").shows("ice, insoles");
    house.press("LACTIC").shows("in 1 place").shows("What we do not say").hides("Why it comes");
    house.press("<enter>").shows("clears lactic acid").shows("place 1 of 1");
    house.press("n").shows("place 1 of 1").press("<esc>").press("<esc>").shows("18 of ").shows("Why it comes");
    house.press("/unicorn").shows("Nothing has all of these words").shows("nowhere");
    house.press("<esc>").shows("Why it comes");
    assert_eq!(house.scope(), Scope::Learn);
}

#[test]
fn n_goes_through_every_place_and_round() {
    let book = book();
    let places = book.search(&Words::of("insoles"));
    assert!(places.len() > 4);
    let mut house = House::open();
    house.press("l/insoles<enter>");
    let mut titles = Vec::new();
    for at in 1..=places.len() {
        house.shows(&format!("place {at} of {}", places.len()));
        let title = book.topics[places[at - 1].topic].title.to_string();
        house.shows(&title);
        titles.push(title);
        assert!(
            house.screen().to_lowercase().contains("insole") || places[at - 1].part.is_none(),
            "{}",
            house.screen()
        );
        house.press("n");
    }
    titles.dedup();
    assert!(titles.len() > 2, "several topics");
    house.shows(&format!("place 1 of {}", places.len()));
    house.press("N").shows(&format!("place {0} of {0}", places.len()));
}

#[test]
fn arrows_wheel_and_mouse_lead_through_topics_and_texts() {
    let mut house = House::open();
    house.press("l");
    house.hear(Msg::Scroll(1));
    house.shows("2 of ").press("<enter>").shows("What goes with it");
    house.press("<right>").shows("Clinic pages say");
    house.press("<left><left>").shows("The plantar fascia is a thick band");
    let top = house.screen();
    house.hear(Msg::Scroll(1));
    assert_ne!(house.screen(), top);
    house.hear(Msg::Scroll(-1));
    assert_eq!(house.screen(), top);
    house.press("<esc>");
    let row = house.screen().lines().position(|line| line.contains("Ice and cold")).unwrap();
    house.hear(Msg::Point(6, u16::try_from(row).unwrap()));
    house.shows("Twenty minutes of cold before bed");
    house.hear(Msg::Point(70, 20));
    house.shows("Twenty minutes of cold before bed");
}

#[test]
fn a_still_page_draws_nothing_and_every_size_is_borne() {
    let mut house = House::open();
    house.press("l/heel<enter>");
    let turn = house.app.update(Msg::Tick, house.now);
    assert!(!turn.draw && turn.effects.is_empty());
    for (columns, rows) in [(1, 1), (39, 11), (40, 12), (63, 13), (64, 14), (99, 20), (100, 21), (250, 80)] {
        house.drawn(columns, rows);
    }
}
