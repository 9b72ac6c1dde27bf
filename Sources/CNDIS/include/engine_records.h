/// The engine's own hot records. They live beside the driver-visible ones and are never seen by a driver.
#pragma once
#pragma clang diagnostic ignored "-Wnullability-completeness"

#include "byte_sum.h"
#include "ndis_net_buffer.h"

/// A chain in flight: singly linked lists with their number and bytes, and what the recorder knows of them.
typedef struct nd_chain {
  NET_BUFFER_LIST *head;
  NET_BUFFER_LIST *tail;
  /// Bytes of all buffers of all lists.
  uint64_t bytes;
  /// Position of the hop record that holds exactly these lists unchanged; 0 if there is none.
  uint64_t recorded_at;
  /// Lists.
  uint32_t count;
  /// Level at which `recorded_at` was written (low 2 bits) and its number of entries (the rest).
  uint32_t recorded;
  /// The pool that every list came from; NULL if there are several or nobody has kept count.
  struct nd_pool *pool;
  /// Journey of the first list, where those of the others count on from it in order; 0 where they may not.
  uint64_t first_journey;
} nd_chain;
/// `recorded_at` of a chain none of whose lists is sampled: there is nothing to write while it stays as it is.
#define ND_RECORDED_NOTHING 1ull

/// What has been written on a list since it was last recorded.
enum { ND_MARK_GEOMETRY = 1, ND_MARK_INFO = 2, ND_MARK_BYTES = 4 };

/// What a list is: bits of `nd_prefix.flags`.
enum {
  /// Allocated from its pool; clear while on the free list.
  ND_LIST_ALLOCATED = 1,
  /// On its way: begun by its originator and not yet home again.
  ND_LIST_AWAY = 2,
  /// Chosen for recording.
  ND_LIST_SAMPLED = 4,
  /// A clone: descriptors over another list's bytes.
  ND_LIST_DERIVED = 16,
  /// Its journey has an end (delivered, dropped, merged, left).
  ND_LIST_ENDED = 32,
  /// Lent under RESOURCES.
  ND_LIST_LENT = 64
};

/// Bits of `nd_prefix.used_slots` that name a slot.
enum { ND_ALL_SLOTS = (1 << MaxNetBufferListInfo) - 1 };

/// Precedes every list in its slot: 64 bytes that belong to the engine.
struct nd_shadow;
typedef struct nd_prefix {
  uint64_t parent_journey;
  /// Where the verifier keeps the list as it last was.
  struct nd_shadow *shadow;
  // What follows is set at each allocation and shares a cache line with the list's first links.
  uint64_t journey;
  /// One bit for each information slot that may hold something, and the highest for anything else that allocation
  /// sets. Those are put right when the list is allocated anew, so the bits outlive the list.
  uint32_t used_slots;
  /// Data bytes of the segments that a coalesced unit was made of; 0 for any other packet.
  uint32_t segment_size;
  /// The party that holds the list now, and the one that allocated it.
  uint32_t owner;
  uint32_t home;
  uint32_t flags;
  /// Information slots written since last recorded, one bit each.
  uint32_t info_mask;
  /// Virtual address of the data start (0 at birth).
  int32_t origin;
  /// Written bytes since last recorded: virtual addresses, low..<high; empty if low >= high.
  int32_t dirty_low;
  int32_t dirty_high;
  uint8_t marks;
  /// Highest level at which this journey has been recorded.
  uint8_t seen_level;
  uint8_t direction;
  uint8_t reserved;
} nd_prefix;
enum { nd_prefix_journey_offset = 16 };
_Static_assert(sizeof(nd_prefix) == 64, "nd_prefix");
_Static_assert(offsetof(nd_prefix, journey) == nd_prefix_journey_offset, "nd_prefix.journey");
_Static_assert(offsetof(nd_prefix, used_slots) == 24, "nd_prefix.used_slots");

/// The engine's copy of a list as it was at its last hand-off; the verifier compares with it.
enum { ND_SHADOW_BYTES = 256, ND_VISITS = 24 };
typedef struct nd_visit {
  uint32_t party;
  int32_t origin;
  uint32_t length;
  uint32_t offset;
} nd_visit;
typedef struct nd_shadow {
  NET_BUFFER *first;
  MDL *mdl_chain;
  NET_BUFFER_LIST *parent;
  NDIS_HANDLE source;
  uint32_t data_offset;
  uint32_t data_length;
  uint32_t list_flags;
  int32_t status;
  int32_t origin;
  uint32_t buffer_count;
  uint32_t total_length;
  uint32_t byte_count;
  uint64_t info[MaxNetBufferListInfo];
  uint8_t bytes[ND_SHADOW_BYTES];
  /// Parties that passed the list on and have not yet handed it back, with its data window as they got it.
  nd_visit visits[ND_VISITS];
  uint32_t visit_count;
  /// Engine milliseconds at which the list was handed to its holder.
  uint32_t since;
  /// Of the data behind `bytes`: virtual addresses of its first byte and behind its last, and its sum.
  int32_t rest_low;
  int32_t rest_high;
  uint64_t rest_sum;
} nd_shadow;
enum { nd_shadow_info_offset = 64, nd_shadow_bytes_offset = 256, nd_shadow_visits_offset = 512 };
_Static_assert(offsetof(nd_shadow, info) == nd_shadow_info_offset, "nd_shadow.info");
_Static_assert(offsetof(nd_shadow, bytes) == nd_shadow_bytes_offset, "nd_shadow.bytes");
_Static_assert(offsetof(nd_shadow, visits) == nd_shadow_visits_offset, "nd_shadow.visits");

/// Directions of a ledger.
enum { ND_TRANSMIT = 0, ND_RECEIVE = 1 };
/// Edges of a hop, in the order of the recording format.
enum { ND_EDGE_SEND = 0, ND_EDGE_COMPLETE = 1, ND_EDGE_INDICATE = 2, ND_EDGE_RETURN = 3, ND_EDGES = 4 };

/// Both ledgers of one party in one direction, in lists. No term is computed from the others.
typedef struct nd_ledger {
  // custody: taken + created = given + freed + held
  uint64_t taken, created, given, freed, held;
  // fate: entered + born = left + delivered + merged + dropped + inside
  uint64_t entered, born, left, delivered, merged, dropped, inside;
  // bytes that entered or were born, and that left or were delivered; batches handed to this party
  uint64_t bytes_in, bytes_out, batches, reserved;
} nd_ledger;
_Static_assert(sizeof(nd_ledger) == 128, "nd_ledger is two cache lines");

struct nd_party;
struct nd_stack;

/// A party's entry for one edge. It takes the lists out of `chain` (a loan leaves them there, same lists, same order).
typedef void (*nd_entry)(struct nd_party *self, struct nd_party *from, nd_chain *chain, uint32_t port, uint32_t flags);

enum { ND_ROLE_MINIPORT = 1, ND_ROLE_FILTER = 2, ND_ROLE_PROTOCOL = 3, ND_ROLE_INTERFACE = 4, ND_ROLE_DRIVER = 5 };
enum {
  /// No owner: its entry routes what it is given and hands it on in the giver's name.
  ND_PARTY_ROUTER = 1,
  /// Written in C: its hand-offs are counted and compared, not believed.
  ND_PARTY_FOREIGN = 2,
  ND_PARTY_CLOSED = 4,
  /// NDIS made receive lists at this place on the way up; it takes them back here on their way down.
  ND_PARTY_COPIES = 8
};

/// Whoever can own lists: a miniport adapter, a filter module, a binding, an adapter's interface layer.
typedef struct nd_party {
  uint32_t id;
  uint8_t role;
  /// Ordinal of its state in the state table of its role.
  uint8_t state;
  /// Bit per edge: its state lets it be given lists on that edge.
  uint8_t accepts;
  /// Recording level 0...3.
  uint8_t level;
  uint32_t flags;
  /// IRQL its handlers must leave as they found it (checked by the verifier).
  uint32_t reserved;
  /// Lists it originated that are not home yet, by direction.
  uint64_t away[2];
  /// The Swift object behind it, not retained.
  void *object;
  struct nd_stack *stack;
  /// Guards stale handles: `ND_PARTY_MAGIC` while alive.
  uint64_t magic;
  uint64_t spare;
  /// The next party on each edge that has a handler.
  struct nd_party *next[ND_EDGES];
  nd_entry entry[ND_EDGES];
  /// Entry for a loan (indicate under RESOURCES); NULL: NDIS copies.
  nd_entry loan_entry;
  /// Lists dropped here, by drop reason; `ND_DROP_REASONS` counters.
  uint64_t *drops;
  /// Its own entries while some of its hand-offs are examined first; NULL: none is.
  struct nd_stops *stops;
  uint64_t padding[5];
  nd_ledger ledger[2];
} nd_party;
/// Where the arrays of a party begin; Swift sees C arrays as tuples and indexes them by these.
enum {
  nd_party_away_offset = 16,
  nd_party_next_offset = 64,
  nd_party_entry_offset = 96,
  nd_party_ledger_offset = 192
};
_Static_assert(offsetof(nd_party, away) == nd_party_away_offset, "nd_party.away");
_Static_assert(offsetof(nd_party, next) == nd_party_next_offset, "nd_party.next");
_Static_assert(offsetof(nd_party, entry) == nd_party_entry_offset, "nd_party.entry");
_Static_assert(offsetof(nd_party, ledger) == nd_party_ledger_offset, "nd_party.ledger");
#define ND_PARTY_MAGIC 0x6e645f7061727479ull

/// What a party's entries are, where others stand in their place that examine each list first.
typedef struct nd_stops {
  nd_entry entry[ND_EDGES];
  nd_entry loan_entry;
  /// Bit per edge: its hand-offs are examined.
  uint64_t edges;
} nd_stops;

/// Called for each hand-off while the verifier is on. Never changes the chain's membership.
typedef void (*nd_hand_off_check)(
    struct nd_stack *stack, nd_party *from, nd_party *to, uint32_t edge, nd_chain *chain, uint32_t flags);
/// Takes lists whose chain was lost without being handed on.
typedef void (*nd_lost_chain)(struct nd_stack *stack, nd_chain *chain);
/// Answers a hand-off that the taker's state refuses.
typedef void (*nd_refusal)(nd_party *from, nd_party *to, uint32_t edge, nd_chain *chain, uint32_t port, uint32_t flags);

/// Told of lists whose way has ended, after they were counted and recorded. They stay with the party.
typedef void (*nd_ended)(
    struct nd_stack *stack, nd_party *party, uint32_t fate, nd_chain *chain, uint32_t reason, uint32_t cause);

/// What the data path needs of the whole stack.
typedef struct nd_stack {
  /// `nd_machine_hot` of the kernel: time, IRQL, processor.
  void *machine;
  /// `nd_ring` of the recording; NULL: nothing is recorded.
  void *ring;
  /// Swift objects, not retained.
  void *object;
  void *recorder;
  uint64_t next_journey;
  /// A journey is recorded if `journey & sample_mask == 0`.
  uint64_t sample_mask;
  /// Bytes kept of a packet at birth at level 3.
  uint32_t snap_length;
  uint32_t reserved;
  nd_hand_off_check check;
  nd_lost_chain lost;
  nd_refusal refuse;
  /// Lists recorded at birth since the last look (for the rate limit of whole-journey sampling).
  uint64_t recorded_births;
  nd_ended ended;
  /// The Swift object that examines hand-offs, not retained; NULL: none are examined.
  void *examiner;
  /// Every pool whose owner belongs to the stack.
  struct nd_pool *pools;
} nd_stack;

enum { ND_DROP_REASONS = 64 };

/// A pool of lists: what `NdisPoolHandle` points to. Each slot is prefix, list, buffer, descriptor, shadow, data.
typedef struct nd_pool {
  uint64_t magic;
  nd_stack *stack;
  nd_party *owner;
  NET_BUFFER_LIST *free;
  uint64_t allocations, frees, failures;
  uint32_t available;
  uint32_t capacity;
  /// Bytes of data storage per slot; 0: lists over other lists' bytes.
  uint32_t data_size;
  /// Unused bytes in front of the data at allocation.
  uint32_t backfill;
  uint32_t direction;
  uint32_t has_buffer;
  uint64_t context_size;
  /// Where the slots are, and bytes from one to the next.
  uint8_t *slots;
  uint64_t stride;
  /// Slots that have been made into lists; the rest has never been touched.
  uint32_t carved;
  /// Lists on the free list.
  uint32_t linked;
  /// The next of the stack's pools.
  struct nd_pool *next_pool;
} nd_pool;
#define ND_POOL_MAGIC 0x6e645f706f6f6c21ull

/// A list's slot up to its data, which begins a cache line. What is read of the descriptor and the buffer to find the data lies in one cache line.
typedef struct nd_slot {
  uint64_t lead[6];
  nd_prefix prefix;
  NET_BUFFER_LIST list;
  /// Where the data storage of this slot begins.
  uint8_t *data;
  uint64_t reserved[5];
  MDL mdl;
  NET_BUFFER buffer;
  nd_shadow shadow;
} nd_slot;
/// Where the parts of a slot begin.
enum {
  nd_slot_list_offset = 112,
  nd_slot_mdl_offset = 496,
  nd_slot_buffer_offset = 544,
  nd_slot_shadow_offset = 720
};
_Static_assert(offsetof(nd_slot, list) == nd_slot_list_offset, "nd_slot.list");
_Static_assert(offsetof(nd_slot, prefix) + sizeof(nd_prefix) == nd_slot_list_offset, "the list follows its prefix");
_Static_assert(
    offsetof(nd_slot, prefix.journey) / 64 == offsetof(nd_slot, list.FirstNetBuffer) / 64,
    "what allocation sets and the list's first links are one cache line");
_Static_assert(offsetof(nd_slot, mdl) == nd_slot_mdl_offset, "nd_slot.mdl");
_Static_assert(offsetof(nd_slot, buffer) == nd_slot_buffer_offset, "nd_slot.buffer");
_Static_assert(offsetof(nd_slot, shadow) == nd_slot_shadow_offset, "nd_slot.shadow");
_Static_assert(
    offsetof(nd_slot, mdl.MappedSystemVa) / 64 == offsetof(nd_slot, buffer.DataLength) / 64,
    "the way to the data is one cache line");

static inline nd_slot *_Nonnull nd_list_slot(const NET_BUFFER_LIST *_Nonnull list) {
  return (nd_slot *)((uint8_t *)list - offsetof(nd_slot, list));
}

/// The prefix of a list.
static inline nd_prefix *_Nonnull nd_list_prefix(const NET_BUFFER_LIST *_Nonnull list) {
  return (nd_prefix *)((uint8_t *)list - sizeof(nd_prefix));
}
/// Sets an information slot; the index is below `MaxNetBufferListInfo`.
static inline void nd_list_set_info(NET_BUFFER_LIST *_Nonnull list, uint32_t slot, uint64_t value) {
  list->NetBufferListInfo[slot] = (void *)value;
  nd_list_prefix(list)->used_slots |= 1u << slot;
}
/// Notes that something besides information slots was written that a fresh list has as its pool made it: a field of the
/// list, a buffer's place in its data, a descriptor, the parent's journey, the shadow.
static inline void nd_list_alter(const NET_BUFFER_LIST *_Nonnull list) {
  nd_list_prefix(list)->used_slots |= 1u << 31;
}
