#ifndef CFORDELER_MIP_H
#define CFORDELER_MIP_H
#endif
