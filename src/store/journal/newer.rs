//! Lines that only a newer version understands: kept, and copied as they are.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use super::files;
use super::line;
use super::lines::{Forward, open};

/// Hands each of them to `each`, without its end; what stands in several files once.
///
/// # Errors
/// Those of `each`. What cannot be read is named by every reading.
pub(super) fn each_newer(history: &Path, each: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut given: HashSet<Vec<u8>> = HashSet::new();
    for year in files::list(history).devices.into_iter().flat_map(|device| device.files) {
        let Ok(file) = open(&year.path) else { continue };
        let mut lines = Forward::new(file);
        while let Ok(Some(found)) = lines.next() {
            let bytes = lines.bytes(&found);
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            if line::check(bytes).is_err_and(|flaw| flaw.is_newer()) && given.insert(bytes.to_vec()) {
                each(bytes)?;
            }
        }
    }
    Ok(())
}
