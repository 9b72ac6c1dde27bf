/// Scalar types and the object header. Fixed widths: `LONG` is 32 bits on every host.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void VOID;
typedef void *PVOID;
typedef uint8_t UCHAR, BOOLEAN;
typedef uint16_t USHORT, WCHAR;
typedef int16_t CSHORT;
typedef int32_t LONG;
typedef uint32_t ULONG;
typedef uint64_t ULONG64;
typedef uint64_t SIZE_T;

/// A status value; the numbers are those of Windows.
typedef int32_t NDIS_STATUS;
/// A handle that NDIS gave out: a pointer to a record of the engine.
typedef void *NDIS_HANDLE;
typedef uint32_t NDIS_PORT_NUMBER;
typedef uint32_t NDIS_OID;

#define NDIS_DEFAULT_PORT_NUMBER ((NDIS_PORT_NUMBER)0)

/// Leads every versioned parameter block. Page: `ntddndis/ns-ntddndis-_ndis_object_header`.
typedef struct NDIS_OBJECT_HEADER {
  UCHAR Type;
  UCHAR Revision;
  USHORT Size;
} NDIS_OBJECT_HEADER;

_Static_assert(sizeof(NDIS_OBJECT_HEADER) == 4, "object header");
