//! The text of a settings file, or why it is none; and what is wrong in one of which nothing is understood.

use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;

use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::store::error::shown;
use crate::store::library::file::{Unreadable, read};
use crate::store::routine_file::mistakes;

/// A settings file beyond this many bytes is not one.
const LARGEST: usize = 64 * 1024;

/// The text; nothing where there is no file.
///
/// # Errors
/// Says why it cannot be read, and the way out.
pub(super) fn text(file: &Path) -> Result<Option<String>, Clean> {
    let cannot = |why: &str| Clean::visible(&format!("{} cannot be read: {why}", shown(file)));
    let bytes = match read(file) {
        Ok(bytes) if bytes.len() <= LARGEST => bytes,
        Ok(_) | Err(Unreadable::TooLarge) => {
            let most = LARGEST / 1024;
            return Err(cannot(&format!("it is larger than {most} KiB and so no file of settings: move it away")));
        }
        Err(Unreadable::Missing) => return Ok(None),
        Err(why @ Unreadable::NotAFile(_)) => return Err(cannot(&format!("{why}: move it away"))),
        Err(why @ (Unreadable::Dangling(_) | Unreadable::LinkLoop)) => {
            return Err(cannot(&format!("{why}: mend the link, or remove it")));
        }
        Err(Unreadable::Refused(why)) => return Err(cannot(&why)),
        Err(why @ Unreadable::NoText) => return Err(cannot(&why.to_string())),
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let good = String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default()).into_owned();
        let (line, column) = place_at_end(&good);
        cannot(&format!("line {line}, column {column} is not UTF-8: save it in UTF-8 with an editor, or move it away"))
    })
}

/// A text without the mark with which some editors begin one.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The line of a text, from 1, on which this byte stands.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count()
}

/// What a text says; or what is wrong with all of it, which has no key.
pub(super) fn table(text: &str) -> Result<DeTable<'_>, Problem> {
    DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        Problem { line, key: String::new(), text: error.message().to_owned() }
    })
}

/// What is wrong in a text of which nothing is understood.
pub(super) fn unread(text: &str) -> Vec<Problem> {
    let mut told: Vec<Problem> = mistakes(text)
        .into_iter()
        .map(|mistake| {
            let (line, column) = place_at_end(text.get(..mistake.span.start).unwrap_or(text));
            let text = format!("{} (column {column}): {}", mistake.title, mistake.label);
            Problem { line, key: String::new(), text }
        })
        .collect();
    if told.is_empty() {
        told.push(Problem { line: 1, key: String::new(), text: "this is not TOML".to_owned() });
    }
    told
}

/// The line and the column, from 1, of what comes behind a text.
fn place_at_end(text: &str) -> (usize, usize) {
    let line = text.rsplit('\n').next().unwrap_or_default();
    (1 + text.matches('\n').count(), 1 + line.trim_start_matches('\u{feff}').chars().count())
}
