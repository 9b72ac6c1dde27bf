/// The table of rule breakers; see `breakers.c`.
#pragma once

#include "ndis_driver.h"

/// Code of a breaker that the test runs when the stack is at rest; NULL if it has none.
extern void (*BreakerPoke)(void);
/// True once after each reset, unless held: the drivers misbehave one time, so that there is one thing to find.
BOOLEAN BreakerOnce(void);
void BreakerReset(void);
