//! Text blocks and the pages that are made of rows of blocks
