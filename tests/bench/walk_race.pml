/* tests/models/walk-race-S6.walk for SPIN: the same variables, one step for each of its rules. Tables have 2, 2 and 3
 * entries from the root down; 0 and 1 are the root's, 2 to 5 those of level 1, 6 to 17 those of level 2.
 * Take `spin -o2 -a`: otherwise SPIN sees that nobody reads val, and drops it. */
#define NONE 0
#define TABLE 1
#define LEAF 2
#define NONPRESENT 3

#define READ 0
#define CB 1
#define SPLIT 2
#define REREAD 3
#define NEXT 4
#define DONE 5
#define ERR 6

#define E1 2
#define E2 3
#define FIRST1 2
#define FIRST2 6

byte entry[18];
byte pc, here, val;

/* What may happen to an entry of the last level, and to one above it, while the entry over it is a table. */
#define LAST(i, over) \
  :: d_step { over && entry[i] == NONE -> entry[i] = LEAF } \
  :: d_step { over && entry[i] == LEAF -> entry[i] = NONE }
#define UPPER(i, over) \
  LAST(i, over) \
  :: d_step { over && entry[i] == NONE -> entry[i] = TABLE } \
  :: d_step { over && entry[i] == LEAF -> entry[i] = NONPRESENT } \
  :: d_step { over && entry[i] == NONPRESENT -> entry[i] = LEAF }
#define UNDER(i) (entry[i] == TABLE)
#define TABLE_OF_LAST(i, over) LAST(i, over) LAST(i + 1, over) LAST(i + 2, over)

active proctype race() {
  do
  :: d_step { pc == READ && entry[here] != NONE -> val = entry[here]; pc = CB }
  :: d_step { pc == READ && entry[here] == NONE -> pc = NEXT }
  :: d_step { pc == CB -> val = NONE; pc = NEXT }
  :: d_step { pc == CB && here < FIRST2 -> val = NONE; pc = SPLIT }
  :: d_step { pc == CB && (entry[here] == NONE || entry[here] == LEAF) -> val = NONE; pc = READ }
  :: d_step { pc == SPLIT && entry[here] == LEAF -> entry[here] = NONE; pc = REREAD }
  :: d_step { pc == SPLIT && entry[here] == LEAF -> entry[here] = TABLE; pc = REREAD }
  :: d_step { pc == SPLIT && entry[here] != LEAF -> pc = REREAD }
  :: d_step { pc == REREAD && entry[here] == NONE -> pc = READ }
  :: d_step { pc == REREAD && entry[here] >= LEAF -> pc = ERR }
  :: d_step { pc == REREAD && here < FIRST1 && entry[here] == TABLE -> here = FIRST1 + here * E1; pc = READ }
  :: d_step { pc == REREAD && here >= FIRST1 && entry[here] == TABLE -> here = FIRST2 + (here - FIRST1) * E2; pc = READ }
  :: d_step { pc == NEXT && here == 0 -> here = 1; pc = READ }
  :: d_step { pc == NEXT && here == 1 -> pc = DONE }
  :: d_step { pc == NEXT && here >= FIRST1 && here < FIRST2 && (here - FIRST1) % E1 != E1 - 1 -> here++; pc = READ }
  :: d_step { pc == NEXT && here >= FIRST1 && here < FIRST2 && (here - FIRST1) % E1 == E1 - 1 -> here = (here - FIRST1) / E1 }
  :: d_step { pc == NEXT && here >= FIRST2 && (here - FIRST2) % E2 != E2 - 1 -> here++; pc = READ }
  :: d_step { pc == NEXT && here >= FIRST2 && (here - FIRST2) % E2 == E2 - 1 -> here = FIRST1 + (here - FIRST2) / E2 }
  UPPER(0, true) UPPER(1, true)
  UPPER(2, UNDER(0)) UPPER(3, UNDER(0)) UPPER(4, UNDER(1)) UPPER(5, UNDER(1))
  TABLE_OF_LAST(6, UNDER(2)) TABLE_OF_LAST(9, UNDER(3)) TABLE_OF_LAST(12, UNDER(4)) TABLE_OF_LAST(15, UNDER(5))
  od
}
