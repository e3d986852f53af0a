//! Plans: list, detail, entry and import by staff
