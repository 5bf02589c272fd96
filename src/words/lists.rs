//! Many short lists in one vector.

/// Many short lists, stored one after the other to need only one allocation.
#[derive(Debug, Clone)]
pub(crate) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Appends a list.
    pub(crate) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    /// Removes all lists, and keeps the memory for others.
    pub(crate) fn clear(&mut self) {
        self.ends.clear();
        self.items.clear();
    }

    /// Returns the list with this number.
    pub(crate) fn get(&self, list: u32) -> &[T] {
        let list = list as usize;
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[list] as usize]
    }

    /// Returns the number of lists.
    pub(crate) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Returns the lists, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|list| self.get(list))
    }

    /// Returns the items of all lists.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }

    /// Returns the items of all lists.
    pub(crate) fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}
