/// What the drivers that register as a test configures them share.
#pragma once

#include "CDrivers.h"

extern VERSIONED_CONFIGURATION Wanted;
extern VERSIONED_SEEN Seen;
/// Notes that it was called, and at which level.
NDIS_STATUS VersionedSetOptions(NDIS_HANDLE DriverHandle, NDIS_HANDLE DriverContext);
/// Writes the header as configured and leaves out one handler.
void VersionedFinish(void *Characteristics, NDIS_OBJECT_HEADER *Header, UCHAR Type, USHORT Size1, USHORT Size2);
