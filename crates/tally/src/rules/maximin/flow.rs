//! The greatest flow from candidates, who bring their cost, to voters, who can bear so much: Dinic's method.

use crate::table::{At, Put, Raise, small, wide};

/// A network under construction and its flow.
pub(super) struct Network {
    /// Edges out of each node.
    out: Vec<Vec<u32>>,
    /// Ends of edges; an edge and its reverse stand together, at an even place and the next.
    ends: Vec<u32>,
    /// What still fits through each edge.
    rooms: Vec<i128>,
    levels: Vec<u32>,
    next: Vec<u32>,
}

const SOURCE: usize = 0;
const SINK: usize = 1;

impl Network {
    pub(super) fn new() -> Self {
        let mut network =
            Self { out: Vec::new(), ends: Vec::new(), rooms: Vec::new(), levels: Vec::new(), next: Vec::new() };
        network.node();
        network.node();
        network
    }

    fn node(&mut self) -> usize {
        self.out.push(Vec::new());
        self.out.len() - 1
    }

    fn edge(&mut self, from: usize, to: usize, room: i128) -> usize {
        let place = self.ends.len();
        self.ends.extend([small(to), small(from)]);
        self.rooms.extend([room, 0]);
        for (node, edge) in [(from, place), (to, place + 1)] {
            if let Some(out) = self.out.get_mut(node) {
                out.push(small(edge));
            }
        }
        place
    }

    /// A node that brings a supply; gives its number.
    pub(super) fn supplier(&mut self, supply: i128) -> usize {
        let node = self.node();
        self.edge(SOURCE, node, supply);
        node
    }

    /// A node that can take so much, from some suppliers; gives the edge by which what it took can be read.
    pub(super) fn taker(&mut self, most: i128, from: impl Iterator<Item = usize>) -> usize {
        let node = self.node();
        for supplier in from {
            self.edge(supplier, node, i128::MAX / 4);
        }
        self.edge(node, SINK, most)
    }

    /// What still fits through an edge.
    pub(super) fn room(&self, edge: usize) -> i128 {
        self.rooms.at(edge)
    }

    /// Sends as much as possible; gives how much that is.
    pub(super) fn send(&mut self) -> i128 {
        let mut sent = 0;
        while self.measure() {
            self.next = vec![0; self.out.len()];
            loop {
                let pushed = self.push();
                if pushed == 0 {
                    break;
                }
                sent += pushed;
            }
        }
        sent
    }

    /// Whether a node can still be reached after sending: then it is on the side of the source.
    pub(super) fn is_reached(&self, node: usize) -> bool {
        self.levels.at(node) > 0
    }

    /// Distances from the source, from 1; whether the sink can be reached.
    fn measure(&mut self) -> bool {
        self.levels = vec![0; self.out.len()];
        self.levels.put(SOURCE, 1);
        let mut queue = std::collections::VecDeque::from([SOURCE]);
        while let Some(node) = queue.pop_front() {
            let level = self.levels.at(node) + 1;
            for edge in self.out.get(node).map(Vec::as_slice).unwrap_or_default() {
                let end = wide(self.ends.at(wide(*edge)));
                if self.rooms.at(wide(*edge)) > 0 && self.levels.at(end) == 0 {
                    self.levels.put(end, level);
                    queue.push_back(end);
                }
            }
        }
        self.levels.at(SINK) > 0
    }

    /// Sends along one shortest way; gives how much, 0 if there is no way any more.
    fn push(&mut self) -> i128 {
        let mut way: Vec<usize> = Vec::new();
        let mut node = SOURCE;
        while node != SINK {
            let turn = wide(self.next.at(node));
            let edge = self.out.get(node).and_then(|out| out.get(turn)).map(|edge| wide(*edge));
            let Some(edge) = edge else {
                // A dead end: back, and never again by this edge.
                let Some(back) = way.pop() else { return 0 };
                node = wide(self.ends.at(back ^ 1));
                self.next.raise(node, 1);
                continue;
            };
            let end = wide(self.ends.at(edge));
            if self.rooms.at(edge) > 0 && self.levels.at(end) == self.levels.at(node) + 1 {
                way.push(edge);
                node = end;
            } else {
                self.next.raise(node, 1);
            }
        }
        let least = way.iter().map(|edge| self.rooms.at(*edge)).min().unwrap_or_default();
        for edge in way {
            self.rooms.raise(edge, -least);
            self.rooms.raise(edge ^ 1, least);
        }
        least
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn as_much_flows_as_the_tightest_cut_lets_through() {
        let mut network = Network::new();
        let (a, b) = (network.supplier(10), network.supplier(5));
        let only_a = network.taker(4, [a].into_iter());
        let both = network.taker(3, [a, b].into_iter());
        let only_b = network.taker(9, [b].into_iter());
        assert_eq!(network.send(), 12);
        assert_eq!((network.room(only_a), network.room(both), network.room(only_b)), (0, 0, 4));
        assert!(network.is_reached(a), "a brings more than its takers bear");
        assert!(!network.is_reached(b));
    }
}
