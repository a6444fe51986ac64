//! The settings of sound and voice.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::{SWITCH, SWITCH_OR_AUTO, hint, nearest, one_of, whole, written};
use crate::domain::settings::FOUND;
use crate::domain::time::Seconds;
use crate::sound::say::{BadTemplate, OCCASIONS, Template, VARIABLES};
use crate::sound::wishes::Wishes;

/// The most times left that are said.
pub(super) const MOST_MARKS: usize = 10;

/// A time left that is said, in seconds.
pub(super) const MARK: RangeInclusive<u32> = 5..=3600;

/// Of the tones, in percent.
pub(super) const VOLUME: RangeInclusive<u32> = 0..=100;

/// Of the voice, in percent of an engine's own pace.
pub(super) const RATE: RangeInclusive<u32> = 50..=200;

/// A player of a person's own, as it is written in the file.
pub(super) const PLAYER_EXAMPLE: &str = "[\"mpv\", \"--really-quiet\"]";

/// The same of an engine.
pub(super) const SPEAK_EXAMPLE: &str = "[\"espeak-ng\", \"--stdin\", \"-v\", \"de\"]";

/// Takes one setting, if it is one of these; none if it is not.
pub(super) fn take(wishes: &mut Wishes, key: &str, value: &DeValue<'_>) -> Option<Result<(), String>> {
    let mut set = || {
        match key {
            "sound" => wishes.sound = one_of(SWITCH_OR_AUTO, key, value)?,
            "voice" => wishes.voice = one_of(SWITCH_OR_AUTO, key, value)?,
            "tick" => wishes.tick = one_of(SWITCH, key, value)?,
            "volume" => wishes.volume = number(key, value, VOLUME)?,
            "rate" => wishes.rate = number(key, value, RATE)?,
            "marks" => wishes.marks = marks(key, value)?,
            "player" => wishes.player = words(key, value, PLAYER_EXAMPLE)?,
            "speak" => wishes.speak = words(key, value, SPEAK_EXAMPLE)?,
            _ => return Ok(false),
        }
        Ok(true)
    };
    match set() {
        Ok(false) => None,
        Ok(true) => Some(Ok(())),
        Err(problem) => Some(Err(problem)),
    }
}

/// Takes what is to be said on one occasion.
pub(super) fn say(wishes: &mut Wishes, key: &str, value: &DeValue<'_>) -> Result<(), String> {
    let Some((occasion, ..)) = OCCASIONS.iter().find(|(_, word, _)| *word == key) else {
        let hint = hint(key, OCCASIONS.iter().map(|(_, word, _)| *word));
        return Err(format!("nothing is said at {key}{hint}"));
    };
    let DeValue::String(text) = value else {
        return Err(format!("{key} is a text, not {}; its default is used", written(value)));
    };
    let template = Template::parse(text).map_err(|bad| match bad {
        BadTemplate::Unknown(name) => {
            let all = || VARIABLES.iter().map(|(_, word)| *word);
            let hint = match nearest(&name, all()) {
                near if near.is_empty() => format!(" (there are {})", all().collect::<Vec<_>>().join(", ")),
                near => near,
            };
            format!("{key} names {{{name}}}, which is no variable{hint}; its default is used")
        }
        BadTemplate::Brace => format!("{key} has a brace without its other one; its default is used"),
    })?;
    wishes.say.set(*occasion, template);
    Ok(())
}

fn number<T: TryFrom<u32>>(key: &str, value: &DeValue<'_>, range: RangeInclusive<u32>) -> Result<T, String> {
    whole(value).filter(|number| range.contains(number)).and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        let (least, most) = (range.start(), range.end());
        format!("{key} is a whole number from {least} to {most}, not {}; its default is used", written(value))
    })
}

fn marks(key: &str, value: &DeValue<'_>) -> Result<Vec<Seconds>, String> {
    let list = match value {
        DeValue::Array(list) if list.len() <= MOST_MARKS => {
            list.iter().map(|one| whole(one.get_ref()).filter(|n| MARK.contains(n)).map(Seconds)).collect()
        }
        _ => None,
    };
    list.ok_or_else(|| {
        let (least, most) = (MARK.start(), MARK.end());
        format!("{key} is a list of up to {MOST_MARKS} times left, in seconds from {least} to {most}, like [60, 30]; its default is used")
    })
}

/// The words of a program, which may be none at all; nothing where it is to be found.
fn words(key: &str, value: &DeValue<'_>, example: &str) -> Result<Option<Vec<String>>, String> {
    let list = match value {
        DeValue::String(word) if word == FOUND => return Ok(None),
        DeValue::Array(list) => list.iter().map(|one| one.get_ref().as_str().map(str::to_owned)).collect(),
        _ => None,
    };
    let list = list.filter(|words: &Vec<String>| words.iter().all(|word| !word.contains('\0')));
    list.map(Some).ok_or_else(|| {
        format!("{key} is \"{FOUND}\" or a list of words, like {example}, not {}; its default is used", written(value))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::tests::said;
    use super::*;
    use crate::sound::say::Occasion;

    #[test]
    fn the_documented_settings_of_sound_are_understood() {
        let text = "sound = false\nvoice = true\nvolume = 0\ntick = true\nrate = 150\nmarks = [60, 10]\nplayer = []\n\
                    speak = [\"espeak-ng\", \"--stdin\"]\n[say]\nhalfway = \"\"\nchange_side = \"Switch: {side}.\"\n";
        let (settings, problems) = Settings::parse(text);
        assert_eq!(problems, []);
        let wishes = settings.sound;
        assert_eq!((wishes.sound, wishes.voice, wishes.volume, wishes.tick), (Some(false), Some(true), 0, true));
        assert_eq!((wishes.rate, wishes.marks, wishes.player), (150, vec![Seconds(60), Seconds(10)], Some(vec![])));
        assert_eq!(wishes.speak.unwrap(), ["espeak-ng", "--stdin"]);
        assert!(wishes.say.of(Occasion::Halfway).is_silent());
        assert_eq!(*wishes.say.of(Occasion::ChangeSide), Template::parse("Switch: {side}.").unwrap());
        assert_eq!(*wishes.say.of(Occasion::Paused), Template::parse("Paused.").unwrap());
    }

    #[test]
    fn r25_what_is_wrong_with_them_is_said_with_its_line() {
        let text = "volume = 130\nrate = \"fast\"\nmarks = 60\nplayer = \"mpv\"\nvolum = 1\nsound = 1\nsay = 3\n";
        let (settings, problems) = Settings::parse(text);
        assert_eq!(settings, Settings::default());
        let texts: Vec<&str> = problems.iter().map(|problem| problem.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "volume is a whole number from 0 to 100, not 130; its default is used",
                "rate is a whole number from 50 to 200, not \"fast\"; its default is used",
                "marks is a list of up to 10 times left, in seconds from 5 to 3600, like [60, 30]; its default is used",
                "player is \"auto\" or a list of words, like [\"mpv\", \"--really-quiet\"], not \"mpv\"; its default is used",
                "there is no setting volum (did you mean volume?)",
                "sound is \"auto\", true or false, not 1; its default is used",
                "say is a table, [say], not 3; its defaults are used",
            ]
        );
        let (_, problems) = Settings::parse("[say]\nrest = \"y {foo}\"\n");
        assert!(problems[0].text.contains("which is no variable (there are step, "), "{}", problems[0].text);
        let text = "[say]\nhalfway = \"{stepp}\"\nhalf_way = \"x\"\ndone = 1\nrest = \"{left\"\n";
        let (settings, problems) = Settings::parse(text);
        assert_eq!(settings, Settings::default());
        assert_eq!(
            said(&problems),
            [
                (2, "halfway names {stepp}, which is no variable (did you mean step?); its default is used"),
                (3, "nothing is said at half_way (did you mean halfway?)"),
                (4, "done is a text, not 1; its default is used"),
                (5, "rest has a brace without its other one; its default is used"),
            ]
        );
    }
}
